package dev.changeover.explain.rules.rollback;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import java.util.List;
import java.util.Optional;

/** Half a removal fits neither the old version nor the new one. */
public record TheOldFormIsHalfGone() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-06");
  }

  @Override
  public String title() {
    return "A contraction has started and not finished, or has failed";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    if (subject.phase() != Phase.CONTRACTED || subject.status() == Status.FINISHED) {
      return Optional.empty();
    }
    boolean failed = subject.status() == Status.FAILED;
    return blocks(
        subject,
        "Migration %s is half contracted: the contraction %s at %s."
            .formatted(
                subject.migration(),
                failed ? "failed" : "started and has not finished, last told of",
                subject.fact().spokenMoment()),
        List.of(subject.fact()),
        new Remedy(
            Remedy.Kind.REPAIR,
            failed
                ? "Repair or finish the contraction of %s first.".formatted(subject.migration())
                : "Let the contraction of %s finish, or stop and repair it."
                    .formatted(subject.migration()),
            "migration.phasefinished or migration.reverted is told for CONTRACTED of %s"
                .formatted(subject.migration())));
  }
}
