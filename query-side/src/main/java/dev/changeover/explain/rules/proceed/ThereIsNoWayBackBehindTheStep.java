package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.NextStep;
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
    return subject.migration().flatMap(each -> judge(subject, each));
  }

  private Optional<Finding> judge(NextStep subject, MigrationStep migration) {
    Door door = migration.door();
    if (!door.oneWay()) {
      return supports(
          subject,
          "%s of %s can be undone.".formatted(migration.phase(), migration.migration()),
          door.said());
    }
    List<CitedFact> facts =
        Stream.of(door.said(), door.approvals(), door.rehearsals()).flatMap(List::stream).toList();
    if (door.isAgreed()) {
      return supports(
          subject,
          "%s of %s cannot be undone, was approved, and the way back until then was rehearsed."
              .formatted(migration.phase(), migration.migration()),
          facts);
    }
    return requires(
        subject,
        "%s of %s is not declared reversible: behind it a rollback is not safe.%s%s"
            .formatted(
                migration.phase(),
                migration.migration(),
                door.approvals().isEmpty() ? " Nobody approved since the last step." : "",
                door.rehearsals().isEmpty() ? " No fresh rehearsal succeeded." : ""),
        facts,
        new Remedy(
            Remedy.Kind.REHEARSE,
            "Rehearse the way back, and let somebody approve by name.",
            "release.rehearsed SUCCEEDED and decision.recorded are there"));
  }
}
