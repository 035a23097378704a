package dev.changeover.explain.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.explain.Answer;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import java.util.function.Function;

/** Read models that have not come as far as the position that is asked about. */
final class BehindRows {
  private BehindRows() {}

  /** A case whose rows are safe as far as they go is not safe beyond, and what lacks is named. */
  static void areNeverSafe(GoldenCase safe, Function<Asked, Verdict> rows) {
    Asked ahead = new Asked(safe.asked().position() + 7, safe.asked().instant());

    Verdict verdict = rows.apply(ahead);

    assertThat(verdict.answer()).isEqualTo(Answer.UNKNOWN);
    assertThat(verdict.missing())
        .extracting(each -> each.fact().name())
        .contains("facts up to position " + ahead.position());
  }
}
