package dev.changeover.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  @Test
  void tells_how_far_how_fast_and_how_long_it_will_take() {
    assertThat(new ProgressBar(300_000, 1_000_000, Duration.ofMillis(12_500)).text())
        .isEqualTo(
            "[#########.....................]  30 %  300,000 of 1,000,000, 24,000/s, 29 s left");
  }

  @Test
  void tells_no_pace_before_anything_is_done() {
    assertThat(new ProgressBar(0, 10, Duration.ofSeconds(3)).text())
        .isEqualTo("[..............................]   0 %  0 of 10");
  }

  @Test
  void long_times_are_minutes() {
    assertThat(new ProgressBar(1, 601, Duration.ofSeconds(1)).text()).endsWith("1/s, 10 min left");
  }

  @Test
  void is_full_only_when_all_is_done() {
    assertThat(new ProgressBar(999, 1_000, Duration.ZERO).percent()).isEqualTo(99);
    assertThat(new ProgressBar(1_000, 1_000, Duration.ZERO).percent()).isEqualTo(100);
    assertThat(new ProgressBar(1_001, 1_000, Duration.ZERO).percent()).isEqualTo(100);
    assertThat(new ProgressBar(0, 0, Duration.ZERO).text()).contains("100 %");
  }
}
