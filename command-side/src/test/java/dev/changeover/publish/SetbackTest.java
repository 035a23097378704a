package dev.changeover.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SetbackTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Setback setback = new Setback();

  @Test
  void pauses_become_longer_up_to_a_limit() {
    assertThat(setback.pauseAfterFailure(0)).isEqualTo(Duration.ofMillis(200));
    assertThat(setback.pauseAfterFailure(0)).isEqualTo(Duration.ofMillis(400));
    for (int more = 0; more < 200; more++) {
      assertThat(setback.pauseAfterFailure(0)).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }
    assertThat(setback.pauseAfterFailure(0)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void is_told_at_once_and_then_each_minute() {
    setback.pauseAfterFailure(0);
    assertThat(setback.isWorthTelling(0)).isTrue();
    setback.pauseAfterFailure(30 * SECOND);
    assertThat(setback.isWorthTelling(30 * SECOND)).isFalse();
    setback.pauseAfterFailure(61 * SECOND);
    assertThat(setback.isWorthTelling(61 * SECOND)).isTrue();
    setback.pauseAfterFailure(90 * SECOND);
    assertThat(setback.isWorthTelling(90 * SECOND)).isFalse();
  }

  @Test
  void knows_for_how_long_it_did_not_work() {
    assertThat(setback.isOver()).isTrue();
    setback.pauseAfterFailure(5 * SECOND);
    setback.pauseAfterFailure(7 * SECOND);
    assertThat(setback.isOver()).isFalse();
    assertThat(setback.end(12 * SECOND)).isEqualTo(Duration.ofSeconds(7));
    assertThat(setback.isOver()).isTrue();
  }
}
