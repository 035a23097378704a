package dev.changeover.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.explain.Asked;
import dev.changeover.ledger.PointRefused.Reason;
import dev.changeover.testing.PostgresExtension;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PointsInHistoryIT {
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  private TestLog log;
  private PointsInHistory points;

  @BeforeEach
  void an_empty_log() {
    var database = PostgresExtension.freshDatabase();
    TestLog.createTables(database);
    log = new TestLog(database, List.of());
    points = new PointsInHistory(JdbcClient.create(database), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void an_empty_log_is_asked_at_minus_one() {
    assertThat(points.settle(null, null)).isEqualTo(new Asked(-1, NOW));
    assertThat(points.settle(null, START)).isEqualTo(new Asked(-1, START));
  }

  @Test
  void nothing_given_is_the_head_now() {
    recordEachSecond(3);
    assertThat(points.settle(null, null)).isEqualTo(new Asked(2, NOW));
  }

  @Test
  void an_instant_alone_is_what_had_been_recorded_by_then() {
    recordEachSecond(100);
    for (int second = 0; second < 100; second++) {
      var then = START.plusSeconds(second);
      assertThat(points.settle(null, then)).isEqualTo(new Asked(second, then));
      assertThat(points.settle(null, then.minusMillis(1)).position()).isEqualTo(second - 1);
    }
  }

  @Test
  void facts_recorded_at_the_same_moment_are_all_known_at_it() {
    for (int i = 0; i < 5; i++) {
      log.record("production", new FreezeStarted("x"), START, START, "it");
    }
    assertThat(points.settle(null, START).position()).isEqualTo(4);
    assertThat(points.settle(null, START.minusNanos(1000)).position()).isEqualTo(-1);
  }

  @Test
  void a_position_alone_is_judged_when_it_was_recorded() {
    recordEachSecond(3);
    assertThat(points.settle(1L, null)).isEqualTo(new Asked(1, START.plusSeconds(1)));
  }

  @Test
  void both_are_taken_as_given_even_ahead_of_the_clock() {
    recordEachSecond(3);
    assertThat(points.settle(1L, NOW.plusSeconds(9_000)))
        .isEqualTo(new Asked(1, NOW.plusSeconds(9_000)));
  }

  @Test
  void refuses_what_it_cannot_know() {
    recordEachSecond(3);
    refuses(Reason.POSITION_BEYOND_HEAD, 3L, null);
    refuses(Reason.POSITION_BEYOND_HEAD, 3L, NOW);
    refuses(Reason.POSITION_NEGATIVE, -1L, null);
    refuses(Reason.INSTANT_AHEAD, null, NOW.plusSeconds(61));
  }

  private void refuses(Reason reason, @Nullable Long position, @Nullable Instant instant) {
    assertThatExceptionOfType(PointRefused.class)
        .isThrownBy(() -> points.settle(position, instant))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private void recordEachSecond(int facts) {
    for (int i = 0; i < facts; i++) {
      var at = START.plusSeconds(i);
      log.record("production", new FreezeStarted("x"), at, at, "it");
    }
  }
}
