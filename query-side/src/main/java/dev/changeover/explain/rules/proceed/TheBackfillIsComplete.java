package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.NextStep;
import dev.changeover.explain.proceed.NextStep.Backfill;
import java.util.List;
import java.util.Optional;

/** Rows that were not copied vanish from sight when reads switch. */
public record TheBackfillIsComplete() implements SigningRule<NextStep> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-09");
  }

  @Override
  public String title() {
    return "Old rows must be copied before they are no longer read";
  }

  @Override
  public Class<NextStep> judges() {
    return NextStep.class;
  }

  @Override
  public Optional<Finding> judge(NextStep subject) {
    return subject
        .migration()
        .flatMap(each -> each.backfill())
        .flatMap(each -> judge(subject, each));
  }

  private Optional<Finding> judge(NextStep subject, Backfill backfill) {
    if (backfill.complete()) {
      return supports(
          subject, "The backfill is complete, and a count misses no row.", backfill.facts());
    }
    String rows =
        backfill
            .missing()
            .map(each -> ": %d rows are missing".formatted(each))
            .orElse(backfill.counted() ? "" : ": no count says that no row is missing");
    return blocks(
        subject,
        "The backfill is not known to be complete%s.".formatted(rows),
        backfill.facts(),
        new Remedy(
            Remedy.Kind.WAIT,
            "Finish the backfill, count the rows, and tell that BACKFILLED was reached.",
            "migration.phasefinished of BACKFILLED, and migration.progressed with done = total"),
        new Harm(Harm.Kind.ROW, backfill.missing().orElse(0L), List.of()));
  }
}
