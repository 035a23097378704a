package dev.changeover.explain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of {@link VerdictQuality}. */
class VerdictQualityTest {
  private static final int HISTORIES = 1_500;

  @Test
  void no_retry_is_called_safe_that_does_harm_and_most_that_are_known_to_be_safe_are() {
    check(Search.run(RetryWorld::of, 7, HISTORIES, _ -> {}));
  }

  @Test
  void no_rollback_is_called_safe_that_does_harm_and_most_that_are_known_to_be_safe_are() {
    check(Search.run(RollbackWorld::of, 7, HISTORIES, _ -> {}));
  }

  @Test
  void no_next_step_is_called_safe_that_does_harm_and_most_that_are_known_to_be_safe_are() {
    check(Search.run(ProceedWorld::of, 7, HISTORIES, _ -> {}));
  }

  @Test
  void no_retirement_is_called_safe_that_does_harm_and_most_that_are_known_to_be_safe_are() {
    check(Search.run(RetireWorld::of, 7, HISTORIES, _ -> {}));
  }

  private static void check(Tally tally) {
    assertThat(tally.falselySafe).as(tally.text()).isZero();
    assertThat(tally.answers.values()).as(tally.text()).hasSize(4).allMatch(count -> count > 30);
    assertThat(tally.usefulness()).as(tally.text()).isGreaterThan(0.95);
  }
}
