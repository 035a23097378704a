package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks at the log with SQL alone: what was acknowledged is there where it was acknowledged to be,
 * nothing is there twice, positions and the numbers within streams have no gap. Each look goes on
 * where the last one ended.
 */
final class LogCheck {
  private final Map<Long, Long> found = new HashMap<>();
  private long head = -1;

  /** How many events of the senders are in the log. */
  int events() {
    return found.size();
  }

  /** The last position that was looked at. */
  long head() {
    return head;
  }

  /** Reads what came since the last look. */
  void read(Connection database) throws SQLException {
    database.setAutoCommit(false);
    try (PreparedStatement statement =
        database.prepareStatement(
            "select position, source, id from ledger.event where position > ? order by position")) {
      statement.setFetchSize(10_000);
      statement.setLong(1, head);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          take(rows.getLong(1), rows.getString(2), rows.getString(3));
        }
      }
      assertThat(single(database, "select next_position from ledger.head"))
          .as("next position")
          .isGreaterThanOrEqualTo(head + 1);
    } finally {
      database.rollback();
    }
  }

  private void take(long position, String source, String id) {
    assertThat(position).as("positions are dense").isEqualTo(head + 1);
    head = position;
    if (source.equals(SentEvent.SOURCE)) {
      Long before = found.put(Long.valueOf(id.substring(SentEvent.ID.length())), position);
      assertThat(before).as("%s is at %d and at this position too", id, position).isNull();
    }
  }

  /** Every event that was acknowledged is at the position that was told. */
  void compare(Map<Long, Long> acknowledged) {
    acknowledged.forEach(
        (number, position) -> {
          if (!position.equals(found.get(number))) {
            throw new AssertionError(
                "event %d was acknowledged at %d; the log has it at %s"
                    .formatted(number, position, found.get(number)));
          }
        });
  }

  /** Numbers within each stream begin at 0 and have no gap. Reads the whole log. */
  static void streamsAreDense(Connection database) throws SQLException {
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
