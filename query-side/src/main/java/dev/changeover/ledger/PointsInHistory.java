package dev.changeover.ledger;

import dev.changeover.explain.Asked;
import dev.changeover.ledger.PointRefused.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Settles which knowledge and which moment a question is about. Nothing given: the head of the log,
 * now. Only an instant: what had been recorded by then, judged then. Only a position: known up to
 * there, judged when it was recorded. Both: as given.
 */
public final class PointsInHistory {
  /** What a question about an instant before the log begins is pinned to. */
  private static final long BEFORE_ALL = -1;

  /** A caller's clock may be this much ahead of ours. */
  private static final Duration SKEW_ALLOWED = Duration.ofSeconds(60);

  private static final String HEAD = "select next_position - 1 from ledger.head";
  private static final String RECORDED_AT =
      """
      select h.next_position - 1 as head, e.recorded_at
      from ledger.head h left join ledger.event e on e.position = :position
      """;

  /** Times of recording never go back, so halving finds the last position in one statement. */
  private static final String LAST_RECORDED_BY =
      """
      with recursive search (low, high) as (
        select -1::bigint, next_position from ledger.head
        union all
        select case when e.recorded_at <= :instant then e.position else s.low end,
               case when e.recorded_at <= :instant then s.high else e.position end
        from search s
        join ledger.event e on e.position = s.low + (s.high - s.low) / 2
        where s.high - s.low > 1
      )
      select low from search where high - low <= 1
      """;

  private final JdbcClient database;
  private final Clock clock;

  public PointsInHistory(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Position of the newest event; -1: the log is empty. */
  public long head() {
    return database.sql(HEAD).query(Long.class).single();
  }

  /**
   * The point that is meant. One statement.
   *
   * @throws PointRefused where there is none such
   */
  public Asked settle(@Nullable Long position, @Nullable Instant instant) {
    if (position != null) {
      return atPosition(position, instant);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (instant == null) {
      return new Asked(head(), now);
    }
    if (instant.isAfter(now.plus(SKEW_ALLOWED))) {
      throw new PointRefused(
          Reason.INSTANT_AHEAD,
          "the instant "
              + instant
              + " lies ahead of the clock: what will have been recorded by then is not known; give a"
              + " position as well, to judge what is known now at that moment");
    }
    return new Asked(lastRecordedBy(instant), instant);
  }

  private Asked atPosition(long position, @Nullable Instant instant) {
    if (position == BEFORE_ALL && instant != null) {
      return new Asked(position, instant);
    }
    if (position < 0) {
      throw new PointRefused(Reason.POSITION_NEGATIVE, "positions begin at 0, got " + position);
    }
    var recorded =
        database
            .sql(RECORDED_AT)
            .param("position", position)
            .query(
                (row, _) ->
                    new HeadAndTime(
                        row.getLong("head"), row.getObject("recorded_at", OffsetDateTime.class)))
            .single();
    if (recorded.recordedAt() == null) {
      throw new PointRefused(
          Reason.POSITION_BEYOND_HEAD,
          "position "
              + position
              + " is beyond the head of the log, which is "
              + recorded.head()
              + "; leave the position out to ask about the head");
    }
    return new Asked(position, instant == null ? recorded.recordedAt().toInstant() : instant);
  }

  /** Position of the last event recorded at or before the instant; -1: none. One statement. */
  public long lastRecordedBy(Instant instant) {
    return database
        .sql(LAST_RECORDED_BY)
        .param("instant", instant.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private record HeadAndTime(long head, @Nullable OffsetDateTime recordedAt) {}
}
