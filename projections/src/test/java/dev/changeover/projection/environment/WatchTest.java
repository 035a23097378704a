package dev.changeover.projection.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.projection.environment.dependant.Watch;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

  @Test
  void reports_whose_windows_meet_leave_no_gap() {
    assertThat(reports(List.of(0, 60, 120), Duration.ofHours(1)).gaps()).isEmpty();
  }

  @Test
  void the_last_gap_that_is_long_enough_is_found() {
    Watch watch = reports(List.of(0, 60, 70, 200, 210), Duration.ZERO);

    assertThat(watch.lastGap(Duration.ofMinutes(30))).contains(new Gap(at(70), at(200)));
    assertThat(watch.lastGap(Duration.ofMinutes(130))).isEmpty();
  }

  @Test
  void a_late_report_splits_a_gap() {
    Watch watch = reports(List.of(0, 100, 40), Duration.ofMinutes(10));

    assertThat(watch.gaps()).containsExactly(new Gap(at(0), at(30)), new Gap(at(40), at(90)));
  }

  @Test
  void the_order_of_reports_changes_nothing() {
    List<Integer> minutes = new ArrayList<>(List.of(0, 5, 7, 30, 31, 33, 90, 90, 200, 260));
    Watch inOrder = reports(minutes, Duration.ofMinutes(3));

    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(minutes, new Random(seed));
      assertThat(reports(minutes, Duration.ofMinutes(3))).isEqualTo(inOrder);
    }
  }

  @Test
  void short_gaps_that_are_left_out_still_count() {
    List<Integer> minutes = new ArrayList<>();
    for (int minute = 0; minute <= 10_000; minute += 10) {
      minutes.add(minute);
    }
    minutes.add(10_100);
    minutes.add(10_110);
    Watch watch = reports(minutes, Duration.ZERO);

    assertThat(watch.gaps()).hasSizeLessThan(40);
    assertThat(watch.lastGap(Duration.ofMinutes(15))).contains(new Gap(at(10_000), at(10_100)));
    assertThat(watch.lastGap(Duration.ofMinutes(5)).orElseThrow().before())
        .isAfterOrEqualTo(at(10_100));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static Watch reports(List<Integer> minutes, Duration window) {
    Watch watch = Watch.merge(null, at(minutes.getFirst()).minus(window), at(minutes.getFirst()));
    for (int minute : minutes.subList(1, minutes.size())) {
      watch = Watch.merge(watch, at(minute).minus(window), at(minute));
    }
    return watch;
  }
}
