package dev.changeover.explain.proceed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.changeover.explain.proceed.CompletionHealth.Standing;
import dev.changeover.projection.completion.Completion;
import dev.changeover.projection.policy.Policy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionHealthTest {

  @ParameterizedTest
  @CsvSource({
    // completed and failed before, completed and failed since
    "40, 0, 40, 0, GOOD",
    "990, 10, 99, 1, GOOD",
    "30, 0, 30, 0, GOOD",
    "40, 0, 39, 1, INCONCLUSIVE",
    "990, 10, 95, 5, WORSE",
    "40, 0, 30, 10, WORSE",
    "40, 0, 29, 0, TOO_FEW",
    "29, 0, 40, 0, TOO_FEW",
    "40, 0, 0, 0, TOO_FEW",
    "0, 0, 40, 0, NO_BASELINE",
    "20, 20, 40, 0, GOOD"
  })
  void two_counts_compare_to(int good, int bad, int goodSince, int badSince, Standing standing) {
    assertThat(compared(counts(good, bad, 0), counts(goodSince, badSince, 0)).standing())
        .isEqualTo(standing);
  }

  @Test
  void what_is_stuck_counts_as_not_completed() {
    assertThat(compared(counts(100, 0, 0), counts(80, 0, 20)).standing()).isEqualTo(Standing.WORSE);
  }

  @Test
  void a_baseline_that_never_tells_an_end_is_none() {
    assertThat(compared(counts(0, 0, 100), counts(100, 0, 0)).standing())
        .isEqualTo(Standing.NO_BASELINE);
  }

  /** By hand: of 40 and 40, with 10 failed on one side, twice the tail of the hypergeometric. */
  @Test
  void the_chance_is_that_of_fishers_exact_test() {
    assertThat(compared(counts(40, 0, 0), counts(30, 10, 0)).pValue())
        .isCloseTo(0.001029, within(1e-5));
  }

  /** All of 30 must complete; at 90 % they all do with a chance of 0.9^30. */
  @Test
  void the_power_is_the_chance_that_a_drop_shows() {
    assertThat(compared(counts(100, 0, 0), counts(30, 0, 0)).power())
        .isCloseTo(1 - Math.pow(0.9, 30), within(1e-9));
  }

  private static CompletionHealth compared(Completion before, Completion since) {
    return CompletionHealth.of(
        "order", "checkout", Optional.of("1"), "2", before, since, Policy.DEFAULT, List.of());
  }

  private static Completion counts(long completed, long failed, long stuck) {
    return new Completion(
        completed + failed + stuck,
        completed,
        failed,
        stuck,
        0,
        completed,
        Optional.empty(),
        Optional.empty(),
        0,
        0);
  }
}
