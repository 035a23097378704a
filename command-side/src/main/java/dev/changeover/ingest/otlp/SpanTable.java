package dev.changeover.ingest.otlp;

import dev.changeover.event.json.EventJson;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.trace.Awaited;
import dev.changeover.ingest.otlp.trace.Placement;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How rows of {@code ledger.otlp_span} are read and named, whatever is asked of them. */
final class SpanTable {

  /** What {@link #row} reads, in this order. */
  static final String COLUMNS =
      """
      environment, encode(trace_id, 'hex'), encode(span_id, 'hex'), encode(parent_span_id, 'hex'),
      started_at, publishes, placement, span, received_at, needs_parent, links, gap_told\
      """;

  /** The first column after them. */
  static final int FREE_COLUMN = 13;

  private final DataSource database;

  SpanTable(DataSource database) {
    this.database = database;
  }

  /** A row of {@link #COLUMNS}. */
  static TraceSpan row(ResultSet result) throws SQLException {
    String placement = result.getString(7);
    String span = result.getString(8);
    return new TraceSpan(
        key(result),
        result.getString(4),
        result.getObject(5, OffsetDateTime.class).toInstant(),
        placement == null ? null : EventJson.mapper().readValue(placement, Placement.class),
        span == null ? null : EventJson.mapper().readValue(span, SeenSpan.class),
        result.getBoolean(6),
        new Awaited(result.getBoolean(10), links(result), result.getBoolean(12)),
        result.getObject(9, OffsetDateTime.class).toInstant());
  }

  private static List<SpanKey> links(ResultSet result) throws SQLException {
    List<SpanKey> links = new ArrayList<>();
    for (String link : (String[]) result.getArray(11).getArray()) {
      String[] ids = link.split(":", 2);
      links.add(new SpanKey(result.getString(1), ids[0], ids[1]));
    }
    return links;
  }

  /** How a link is kept: {@code <trace id>:<span id>}. */
  static String text(SpanKey link) {
    return link.traceId() + ":" + link.spanId();
  }

  /** The key in the first three columns. */
  static SpanKey key(ResultSet result) throws SQLException {
    return new SpanKey(result.getString(1), result.getString(2), result.getString(3));
  }

  /** The keys that a query of them gives. */
  Set<SpanKey> keys(String select, List<Object> arguments) {
    return run(
        connection -> {
          Set<SpanKey> keys = new TreeSet<>();
          try (PreparedStatement statement = connection.prepareStatement(select)) {
            for (int at = 0; at < arguments.size(); at++) {
              statement.setObject(at + 1, arguments.get(at));
            }
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                keys.add(key(result));
              }
            }
          }
          return keys;
        });
  }

  /**
   * Changes the rows of these keys. They are locked in the order of their keys, as an insert does:
   * two requests with spans of one trace would else wait for each other.
   *
   * @param change e.g. {@code span = null}
   * @param where which of them, in terms of {@code old}
   */
  void update(String change, String where, Collection<SpanKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    String sql =
        """
        with named as (
          select old.environment, old.trace_id, old.span_id
          from ledger.otlp_span as old
          join unnest(?, ?, ?) as s (environment, trace_id, span_id)
            on old.environment = s.environment and old.trace_id = s.trace_id
              and old.span_id = s.span_id
          where %s
          order by old.environment collate "C", old.trace_id, old.span_id
          for update of old)
        update ledger.otlp_span as old set %s
        from named
        where old.environment = named.environment and old.trace_id = named.trace_id
          and old.span_id = named.span_id\
        """
            .formatted(where, change);
    List<SpanKey> sorted = keys.stream().sorted().toList();
    run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            text(statement, 1, sorted, SpanKey::environment);
            ids(statement, 2, sorted, SpanKey::traceId);
            ids(statement, 3, sorted, SpanKey::spanId);
            return statement.executeUpdate();
          }
        });
  }

  interface Column<T> {
    @Nullable String of(T row);
  }

  static <T> void text(PreparedStatement statement, int index, List<T> rows, Column<T> column)
      throws SQLException {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = column.of(rows.get(at));
    }
    statement.setArray(index, statement.getConnection().createArrayOf("text", values));
  }

  /** Ids in hex, as the bytes that they stand for. */
  static <T> void ids(PreparedStatement statement, int index, List<T> rows, Column<T> column)
      throws SQLException {
    byte[] @Nullable [] values = new byte[rows.size()][];
    for (int at = 0; at < values.length; at++) {
      String id = column.of(rows.get(at));
      values[at] = id == null ? null : id(id);
    }
    statement.setArray(index, statement.getConnection().createArrayOf("bytea", values));
  }

  /** An id in hex, as the bytes that it stands for. */
  static byte[] id(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static <T> void flags(PreparedStatement statement, int index, List<T> rows, Predicate<T> column)
      throws SQLException {
    Object[] values = rows.stream().map(column::test).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("boolean", values));
  }

  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Works on a connection of its own.
   *
   * @throws MemoryUnavailable where the database refuses
   */
  <T> T run(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException failed) {
      throw new MemoryUnavailable(failed);
    }
  }
}
