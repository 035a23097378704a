package dev.changeover.explain.rules.rollback;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.MigrationInTheWay;
import dev.changeover.explain.rollback.MigrationInTheWay.Lag;
import dev.changeover.explain.rollback.MigrationInTheWay.Rows;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Between expansion and contraction only measured data says what the target would see. */
public record TheStateOfTheDataIsNotTold() implements SigningRule<MigrationInTheWay> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-31");
  }

  @Override
  public String title() {
    return "How far the old form of the data is behind is not known";
  }

  @Override
  public Class<MigrationInTheWay> judges() {
    return MigrationInTheWay.class;
  }

  @Override
  public Optional<Finding> judge(MigrationInTheWay subject) {
    if (subject.status() == Status.FAILED && subject.phase() != Phase.CONTRACTED) {
      return unknown(
          subject,
          "what the failed phase %s left behind".formatted(subject.phase()),
          "Look at the schema, then send migration.reverted or a new migration.phasefinished.");
    }
    if (!subject.isUnderway()) {
      return Optional.empty();
    }
    if (subject.dualWrite().isEmpty()) {
      return unknown(
          subject,
          "whether phase %s writes both forms".formatted(subject.phase()),
          "Declare dualWrite of the phase by migration.declared.");
    }
    if (subject
        .newFormOnlyRows()
        .filter(each -> each.current() || (each.count() > 0 && !each.fact().stale()))
        .isEmpty()) {
      return unknown(
          subject,
          "how many rows exist only in the new form",
          "Count them, then send migration.progressed with newFormOnlyRows.");
    }
    if (subject.dualWriteLag().filter(Lag::current).isEmpty()) {
      return unknown(
          subject,
          "how far the old form is behind",
          "Measure it, then send migration.progressed with dualWriteLag.");
    }
    return Optional.empty();
  }

  private Optional<Finding> unknown(MigrationInTheWay subject, String what, String howToGet) {
    List<CitedFact> known =
        Stream.of(
                Stream.of(subject.fact()),
                subject.newFormOnlyRows().stream().map(Rows::fact),
                subject.dualWriteLag().stream().map(Lag::fact))
            .flatMap(each -> each)
            .distinct()
            .toList();
    return undetermined(
        subject,
        "Migration %s is at %s; it is not known, or not lately enough, %s."
            .formatted(subject.migration(), subject.phase(), what),
        known,
        new MissingFact(what, subject.name(), howToGet, MissingFact.Kind.LOOKUP));
  }
}
