package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.NextStep;
import dev.changeover.explain.proceed.NextStep.DeploymentDoor;
import dev.changeover.explain.proceed.NextStep.Door;
import dev.changeover.explain.proceed.NextStep.MigrationStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** After the step a rollback is no longer safe. */
public record ThereIsNoWayBackBehindTheStep() implements SigningRule<NextStep> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-11");
  }

  @Override
  public String title() {
    return "Behind a one-way door somebody must stand who agreed";
  }

  @Override
  public Class<NextStep> judges() {
    return NextStep.class;
  }

  @Override
  public Optional<Finding> judge(NextStep subject) {
    return subject
        .migration()
        .flatMap(each -> judge(subject, each))
        .or(() -> subject.noWayBack().flatMap(each -> judge(subject, each)));
  }

  private Optional<Finding> judge(NextStep subject, MigrationStep migration) {
    Door door = migration.door();
    String phase = "%s of %s".formatted(migration.phase(), migration.migration());
    return door.oneWay()
        ? agreed(
            subject,
            door,
            phase + " cannot be undone",
            phase + " is not known to leave a way back: behind it a rollback is not safe.")
        : supports(subject, phase + " can be undone.", door.said());
  }

  private Optional<Finding> judge(NextStep subject, DeploymentDoor deployment) {
    String why = String.join("; ", deployment.why());
    return agreed(
        subject,
        deployment.door(),
        "Behind it there is no safe way back (%s)".formatted(why),
        "Behind it a rollback is not safe: %s.".formatted(why));
  }

  private Optional<Finding> agreed(NextStep subject, Door door, String what, String open) {
    List<CitedFact> facts =
        Stream.of(door.said(), door.approvals(), door.rehearsals())
            .flatMap(List::stream)
            .distinct()
            .toList();
    return door.isAgreed()
        ? supports(
            subject,
            what + "; that was approved, and the way back until then was rehearsed.",
            facts)
        : requires(
            subject,
            open
                + (door.approvals().isEmpty() ? " Nobody approved since the last step." : "")
                + (door.rehearsals().isEmpty() ? " No fresh rehearsal succeeded." : ""),
            facts,
            new Remedy(
                Remedy.Kind.REHEARSE,
                "Rehearse the way back, and let somebody approve by name.",
                "release.rehearsed SUCCEEDED and decision.recorded are there"));
  }
}
