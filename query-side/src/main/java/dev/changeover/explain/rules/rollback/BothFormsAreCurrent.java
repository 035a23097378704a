package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Lag;
import dev.changeover.explain.rollback.MigrationInTheWay.Rows;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import java.util.List;
import java.util.Optional;

/** With both forms current it does not matter which one the target reads. */
public record BothFormsAreCurrent() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-09");
  }

  @Override
  public String title() {
    return "Both forms are written, the old one is up to date and no row is missing from it";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    Optional<CitedFact> dualWrite = subject.dualWrite();
    Optional<Rows> rows =
        subject.newFormOnlyRows().filter(each -> each.current() && each.count() == 0);
    Optional<Lag> lag = subject.dualWriteLag().filter(Lag::current);
    if (!subject.isUnderway()
        || subject.status() == Status.FAILED
        || dualWrite.isEmpty()
        || rows.isEmpty()
        || lag.isEmpty()) {
      return Optional.empty();
    }
    List<CitedFact> facts = List.of(dualWrite.get(), rows.get().fact(), lag.get().fact());
    return lag.get().none()
        ? supports(
            subject,
            "Migration %s writes both forms, the old one is up to date, and no row is missing from it."
                .formatted(subject.migration()),
            facts)
        : requires(
            subject,
            "Migration %s writes both forms, but the old one is behind by %s."
                .formatted(subject.migration(), SpokenTime.length(lag.get().behind())),
            facts,
            new Remedy(
                Remedy.Kind.WAIT,
                "Wait until the old form has caught up.",
                "migration.progressed of %s says dualWriteLag PT0S"
                    .formatted(subject.migration())));
  }
}
