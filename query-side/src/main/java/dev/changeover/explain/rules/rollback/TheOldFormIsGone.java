package dev.changeover.explain.rules.rollback;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Reversibility;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import java.util.List;
import java.util.Optional;

/** After contraction the target would look for what no longer exists. */
public record TheOldFormIsGone() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-05");
  }

  @Override
  public String title() {
    return "The schema was contracted after the target's time: the point of no return is passed";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    if (subject.phase() != Phase.CONTRACTED || subject.status() != Status.FINISHED) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "The point of no return was passed at %s: migration %s removed the old form, needed by %s."
            .formatted(subject.fact().spokenMoment(), subject.migration(), subject.targets()),
        List.of(subject.fact()),
        cure(subject));
  }

  /** Nobody restores what is declared to be gone for good. */
  private static Remedy cure(MigrationInTheWay subject) {
    String check = "migration.reverted CONTRACTED is told for " + subject.migration();
    return subject.declared().stream().allMatch(Reversibility::reversible)
        ? new Remedy(
            Remedy.Kind.REPAIR,
            "Fix forward, or restore the old form of %s first.".formatted(subject.migration()),
            check)
        : new Remedy(Remedy.Kind.IMPOSSIBLE, "Fix forward.", check);
  }
}
