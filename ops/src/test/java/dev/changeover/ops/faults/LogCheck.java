package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.IntStream;

/**
 * Looks at the log with SQL alone: what was acknowledged is there where it was acknowledged to be,
 * nothing is there twice, positions have no gap, and the times at which events were recorded never
 * go back. Each look goes on a little before the place where the last one ended.
 */
final class LogCheck {
  /** What was committed last before a fault is what a fault could change. */
  private static final long LOOK_AGAIN_AT = 2_000;

  private final Positions found = new Positions();
  private long head = -1;
  private Instant recordedAt = Instant.MIN;

  /** How many events of the senders are in the log. */
  int events() {
    return found.size();
  }

  /** The last position that was looked at. */
  long head() {
    return head;
  }

  /** Reads what came since the last look, and what came shortly before it once more. */
  void read(Connection database) throws SQLException {
    long before = head;
    head = Math.max(-1, head - LOOK_AGAIN_AT);
    recordedAt = Instant.MIN;
    database.setAutoCommit(false);
    try (PreparedStatement statement =
        database.prepareStatement(
            """
            select position, source, id, recorded_at from ledger.event
            where position > ? order by position
            """)) {
      statement.setFetchSize(10_000);
      statement.setLong(1, head);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          take(rows);
        }
      }
      assertThat(head).as("the last position").isGreaterThanOrEqualTo(before);
      assertThat(single(database, "select next_position from ledger.head"))
          .as("next position")
          .isGreaterThanOrEqualTo(head + 1);
    } finally {
      database.rollback();
    }
  }

  private void take(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    assertThat(position).as("positions are dense").isEqualTo(head + 1);
    head = position;
    Instant at = row.getObject(4, OffsetDateTime.class).toInstant();
    assertThat(at).as("recorded at position %d", position).isAfterOrEqualTo(recordedAt);
    recordedAt = at;
    if (row.getString(2).equals(SentEvent.SOURCE)) {
      String id = row.getString(3);
      long before = found.put(Integer.parseInt(id.substring(SentEvent.ID.length())), position);
      if (before != Positions.NONE && before != position) {
        throw new AssertionError("%s is at %d and at %d too".formatted(id, before, position));
      }
    }
  }

  /** Each of these events is at the position that was told. */
  void compare(IntStream numbers, AcknowledgedEvents acknowledged) {
    numbers.forEach(
        number -> {
          long told = acknowledged.position(number);
          if (told != Positions.NONE && told != found.of(number)) {
            throw new AssertionError(
                "event %d was acknowledged at %d; the log has it at %d"
                    .formatted(number, told, found.of(number)));
          }
        });
  }

  /** Reads the whole log anew and compares all that was ever acknowledged. */
  static LogCheck whole(Connection database, AcknowledgedEvents acknowledged) throws SQLException {
    LogCheck whole = new LogCheck();
    whole.read(database);
    whole.compare(IntStream.range(0, acknowledged.end()), acknowledged);
    streamsAreDense(database);
    return whole;
  }

  /** Numbers within each stream begin at 0 and have no gap. */
  private static void streamsAreDense(Connection database) throws SQLException {
    assertThat(
            single(
                database,
                """
                select count(*) from (
                  select stream from ledger.event group by stream
                  having min(stream_seq) <> 0 or max(stream_seq) + 1 <> count(*)
                    or count(distinct stream_seq) <> count(*)) gaps
                """))
        .as("streams with gaps")
        .isZero();
  }

  private static long single(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).as(sql).isTrue();
      return row.getLong(1);
    }
  }
}
