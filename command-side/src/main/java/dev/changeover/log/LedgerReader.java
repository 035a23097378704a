package dev.changeover.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/**
 * Reads the log. Positions are dense and in commit order, so reading on from one misses nothing.
 */
public final class LedgerReader {
  /** Before the first position. */
  public static final long BEFORE_FIRST = -1;

  /** A plan that was kept from when the log was small would read all of it each time. */
  private static final String FRESH_PLAN = "set local plan_cache_mode = force_custom_plan; ";

  /** Of pgjdbc: rows come as bytes from the first time on, not as text in hexadecimal. */
  private static final int BINARY = -1;

  private static final String AFTER =
      """
      select %s
      from ledger.event
      where position > ?
      order by position
      limit ?\
      """
          .formatted(StoredFact.COLUMNS);

  private static final String OF_STREAM =
      """
      select %s
      from ledger.event
      where stream = ? and stream_seq >= ?
      order by stream_seq
      limit ?\
      """
          .formatted(StoredFact.COLUMNS);

  private static final String NEXT_POSITION = "select next_position from ledger.head";

  private static final String LAST_OF_STREAM =
      "select max(stream_seq) from ledger.event where stream = ?";

  /**
   * recorded_at never goes back along the positions, so the first row recorded at or after a moment
   * is found by halving, without an index on recorded_at.
   */
  private static final String RECORDED_AT =
      "select recorded_at from ledger.event where position = ?";

  private final DataSource database;

  public LedgerReader(DataSource database) {
    this.database = database;
  }

  /**
   * The facts after a position, oldest first.
   *
   * @param position {@link #BEFORE_FIRST} for all
   * @param most at most this many
   * @throws LogUnreadable where the database does not answer, or the log has a gap
   */
  public List<StoredFact> after(long position, int most) {
    List<StoredFact> page =
        query(
            AFTER,
            statement -> {
              statement.setLong(1, position);
              statement.setInt(2, most);
            },
            LedgerReader::facts);
    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).position() != position + 1 + i) {
        throw new LogUnreadable(
            "the log has no event at position %d but one at %d: events were removed from ledger.event"
                .formatted(position + 1 + i, page.get(i).position()));
      }
    }
    return page;
  }

  /** The fact at a position. */
  public Optional<StoredFact> at(long position) {
    return after(position - 1, 1).stream().findFirst();
  }

  /** The facts of a stream from a number in it on. */
  public List<StoredFact> ofStream(String stream, long fromSequence, int most) {
    return query(
        OF_STREAM,
        statement -> {
          statement.setString(1, stream);
          statement.setLong(2, fromSequence);
          statement.setInt(3, most);
        },
        LedgerReader::facts);
  }

  /** The newest number in a stream; empty: no such stream. */
  public OptionalLong lastOfStream(String stream) {
    return query(
        LAST_OF_STREAM,
        statement -> statement.setString(1, stream),
        row -> {
          row.next();
          long last = row.getLong(1);
          return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(last);
        });
  }

  /** The position that the next fact will get; equally how many there are. */
  public long nextPosition() {
    return query(
        NEXT_POSITION,
        _ -> {},
        row -> {
          row.next();
          return row.getLong(1);
        });
  }

  /** The first position recorded at or after a moment; the next position where there is none. */
  public long firstRecordedFrom(Instant moment) {
    long low = 0;
    long high = nextPosition();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (recordedAt(middle).isBefore(moment)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Instant recordedAt(long position) {
    return query(
        RECORDED_AT,
        statement -> statement.setLong(1, position),
        row -> {
          if (!row.next()) {
            throw new LogUnreadable(
                "the log has no event at position %d: events were removed from ledger.event"
                    .formatted(position));
          }
          return row.getObject(1, OffsetDateTime.class).toInstant();
        });
  }

  private static List<StoredFact> facts(ResultSet row) throws SQLException {
    List<StoredFact> facts = new ArrayList<>();
    while (row.next()) {
      facts.add(StoredFact.of(row));
    }
    return facts;
  }

  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  private interface Rows<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T query(String sql, Parameters parameters, Rows<T> rows) {
    try (Connection connection = database.getConnection()) {
      boolean own = connection.getAutoCommit(); // else it is the caller's transaction, not ours
      if (own) {
        connection.setAutoCommit(false);
      }
      try (PreparedStatement statement = connection.prepareStatement(FRESH_PLAN + sql)) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY);
        parameters.set(statement);
        boolean isSet = statement.execute();
        while (!isSet) {
          isSet = statement.getMoreResults();
        }
        try (ResultSet row = statement.getResultSet()) {
          T read = rows.read(row);
          if (own) {
            connection.commit();
            connection.setAutoCommit(true);
          }
          return read;
        }
      }
    } catch (SQLException refused) {
      throw new LogUnreadable("the log cannot be read now: " + refused.getMessage(), refused);
    }
  }
}
