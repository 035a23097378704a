package dev.changeover.ingest.otlp;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.changeover.event.json.EventJson;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import dev.changeover.ingest.otlp.trace.Placement;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the door remembers of spans, in {@code ledger.otlp_span}. A placement is given once: where
 * two writers race, the first one's stands, and both see it.
 */
final class SpanMemory {

  /** Links lead to traces, and waiting spans of those link further: followed this often. */
  private static final int MOST_HOPS = 4;

  private static final String COLUMNS =
      """
      environment, encode(trace_id, 'hex'), encode(span_id, 'hex'), encode(parent_span_id, 'hex'),
      started_at, publishes, placement, span, received_at""";

  private final DataSource database;

  SpanMemory(DataSource database) {
    this.database = database;
  }

  /** Everything remembered of these traces and of those that links join them to. */
  Map<SpanKey, TraceSpan> recall(Set<TraceKey> traces) {
    return run(
        connection -> {
          Map<SpanKey, TraceSpan> found = new TreeMap<>();
          Set<TraceKey> asked = new TreeSet<>();
          Set<TraceKey> next = new TreeSet<>(traces);
          for (int hop = 0; hop < MOST_HOPS && !next.isEmpty(); hop++) {
            List<TraceSpan> rows = read(connection, next);
            rows.forEach(row -> found.put(row.key(), row));
            asked.addAll(next);
            next = tracesOf(rows);
            next.removeAll(asked);
          }
          return found;
        });
  }

  private static Set<TraceKey> tracesOf(List<TraceSpan> rows) {
    Set<TraceKey> traces = new TreeSet<>();
    for (TraceSpan row : rows) {
      traces.add(row.key().trace());
      SeenSpan span = row.span();
      if (span != null) {
        span.links().forEach(link -> traces.add(link.trace()));
      }
    }
    return traces;
  }

  private static List<TraceSpan> read(Connection connection, Set<TraceKey> traces)
      throws SQLException {
    List<TraceSpan> rows = new ArrayList<>();
    Map<String, Set<String>> byEnvironment =
        traces.stream()
            .collect(groupingBy(TraceKey::environment, mapping(TraceKey::traceId, toSet())));
    String select =
        """
        with asked as (select array_agg(decode(id, 'hex')) as ids from unnest(?) as id)
        select %1$s from ledger.otlp_span
        where environment = ? and trace_id = any((select ids from asked)::bytea[])
        union all
        select %1$s from ledger.otlp_span
        where environment = ? and span is not null
          and linked_traces && (select ids from asked)::bytea[]
          and not trace_id = any((select ids from asked)::bytea[])"""
            .formatted(COLUMNS);
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      for (Map.Entry<String, Set<String>> each : byEnvironment.entrySet()) {
        statement.setArray(1, connection.createArrayOf("text", each.getValue().toArray()));
        statement.setString(2, each.getKey());
        statement.setString(3, each.getKey());
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            rows.add(row(result));
          }
        }
      }
    }
    return rows;
  }

  private static TraceSpan row(ResultSet result) throws SQLException {
    String placement = result.getString(7);
    String span = result.getString(8);
    return new TraceSpan(
        new SpanKey(result.getString(1), result.getString(2), result.getString(3)),
        result.getString(4),
        result.getObject(5, OffsetDateTime.class).toInstant(),
        placement == null ? null : EventJson.mapper().readValue(placement, Placement.class),
        span == null ? null : EventJson.mapper().readValue(span, SeenSpan.class),
        result.getBoolean(6),
        result.getObject(9, OffsetDateTime.class).toInstant());
  }

  /**
   * Remembers spans: placed ones without, waiting ones with the span itself. A span that was
   * acknowledged while it waited stays until {@link #settle}.
   *
   * @param needsParent whether a placed span's parent is to be checked later
   * @return the placements that stand, of those that have one
   */
  Map<SpanKey, Placement> remember(Collection<TraceSpan> spans, Predicate<TraceSpan> needsParent) {
    if (spans.isEmpty()) {
      return Map.of();
    }
    String upsert =
        """
        insert into ledger.otlp_span as old
          (environment, trace_id, span_id, parent_span_id, started_at, publishes, linked_traces,
           placement, span, needs_parent)
        select s.environment, decode(s.trace_id, 'hex'), decode(s.span_id, 'hex'),
               decode(s.parent_span_id, 'hex'), s.started_at, s.publishes,
               coalesce((select array_agg(decode(l, 'hex'))
                         from unnest(string_to_array(s.links, ',')) as l where l <> ''), '{}'),
               s.placement, s.span, s.needs_parent
        from unnest(?, ?, ?, ?, ?::timestamptz[], ?, ?, ?, ?, ?)
          as s (environment, trace_id, span_id, parent_span_id, started_at, publishes, links,
                placement, span, needs_parent)
        order by s.environment collate "C", s.trace_id collate "C", s.span_id collate "C"
        on conflict (environment, trace_id, span_id) do update set
          placement = coalesce(old.placement, excluded.placement),
          span = case when old.placement is not null then old.span
                      else coalesce(old.span, excluded.span) end,
          needs_parent = case when old.placement is not null then old.needs_parent
                              else excluded.needs_parent end
        returning environment, encode(trace_id, 'hex'), encode(span_id, 'hex'), placement""";
    List<TraceSpan> sorted = new ArrayList<>(spans);
    return run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            text(statement, 1, sorted, each -> each.key().environment());
            text(statement, 2, sorted, each -> each.key().traceId());
            text(statement, 3, sorted, each -> each.key().spanId());
            text(statement, 4, sorted, TraceSpan::parentSpanId);
            text(statement, 5, sorted, each -> each.startedAt().toString());
            statement.setArray(
                6,
                connection.createArrayOf(
                    "boolean", sorted.stream().map(TraceSpan::publishes).toArray()));
            text(statement, 7, sorted, SpanMemory::linkedTraces);
            text(statement, 8, sorted, each -> json(each.placement()));
            text(statement, 9, sorted, each -> each.placement() == null ? json(each.span()) : null);
            statement.setArray(
                10,
                connection.createArrayOf(
                    "boolean", sorted.stream().map(needsParent::test).toArray()));
            return placements(statement);
          }
        });
  }

  private static Map<SpanKey, Placement> placements(PreparedStatement statement)
      throws SQLException {
    Map<SpanKey, Placement> standing = new HashMap<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        String placement = result.getString(4);
        if (placement != null) {
          standing.put(
              new SpanKey(result.getString(1), result.getString(2), result.getString(3)),
              EventJson.mapper().readValue(placement, Placement.class));
        }
      }
    }
    return standing;
  }

  /** The facts of these placed spans are in the log: the spans themselves may go. */
  void settle(Collection<SpanKey> keys) {
    update(
        """
        update ledger.otlp_span as old set span = null
        from unnest(?, ?, ?) as s (environment, trace_id, span_id)
        where old.environment = s.environment and old.trace_id = decode(s.trace_id, 'hex')
          and old.span_id = decode(s.span_id, 'hex')
          and old.placement is not null and old.span is not null""",
        keys);
  }

  /** It has been checked whether these spans' parents have come. */
  void parentsChecked(Collection<SpanKey> keys) {
    update(
        """
        update ledger.otlp_span as old set needs_parent = false
        from unnest(?, ?, ?) as s (environment, trace_id, span_id)
        where old.environment = s.environment and old.trace_id = decode(s.trace_id, 'hex')
          and old.span_id = decode(s.span_id, 'hex')""",
        keys);
  }

  private void update(String sql, Collection<SpanKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    List<SpanKey> sorted = keys.stream().sorted().toList();
    run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            text(statement, 1, sorted, SpanKey::environment);
            text(statement, 2, sorted, SpanKey::traceId);
            text(statement, 3, sorted, SpanKey::spanId);
            return statement.executeUpdate();
          }
        });
  }

  /** Spans that have waited long enough, oldest first. */
  Set<SpanKey> overdue(Duration settle, Duration patience, int most) {
    return keys(
        """
        select environment, encode(trace_id, 'hex'), encode(span_id, 'hex')
        from ledger.otlp_span as o
        where span is not null
          and (received_at < clock_timestamp() - ?::interval
            or (received_at < clock_timestamp() - ?::interval
              and (placement is not null or exists (
                select from ledger.otlp_span as root
                where root.environment = o.environment and root.trace_id = o.trace_id
                  and root.parent_span_id is null
                  and root.received_at < clock_timestamp() - ?::interval))))
        order by received_at
        limit ?""",
        List.of(patience.toString(), settle.toString(), settle.toString(), most));
  }

  /**
   * Spans that came not long ago and wait although their trace, or one they link to, has an action:
   * two requests that did not see each other.
   */
  Set<SpanKey> missed(Duration atMost, int most) {
    return keys(
        """
        select environment, encode(trace_id, 'hex'), encode(span_id, 'hex')
        from ledger.otlp_span as o
        where span is not null and placement is null
          and received_at > clock_timestamp() - ?::interval
          and exists (
            select from ledger.otlp_span as other
            where other.environment = o.environment
              and other.trace_id = any(o.linked_traces || o.trace_id)
              and other.placement is not null)
        order by received_at desc
        limit ?""",
        List.of(atMost.toString(), most));
  }

  /** Placed spans whose parent should have come by now, with whether it has. */
  Map<TraceSpan, Boolean> parentsDue(Duration patience, int most) {
    String select =
        """
        select %s, exists (
            select from ledger.otlp_span as parent
            where parent.environment = o.environment and parent.trace_id = o.trace_id
              and parent.span_id = o.parent_span_id)
        from ledger.otlp_span as o
        where needs_parent and placement is not null
          and received_at < clock_timestamp() - ?::interval
        order by received_at
        limit ?"""
            .formatted(COLUMNS);
    return run(
        connection -> {
          Map<TraceSpan, Boolean> due = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, patience.toString());
            statement.setInt(2, most);
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                due.put(row(result), result.getBoolean(10));
              }
            }
          }
          return due;
        });
  }

  /** Forgets what is older; never a span whose facts are not in the log. */
  int forget(Duration memory, int most) {
    String delete =
        """
        delete from ledger.otlp_span
        where ctid = any(array(
          select ctid from ledger.otlp_span
          where received_at < clock_timestamp() - ?::interval
            and span is null and not needs_parent
          limit ?))""";
    return run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, memory.toString());
            statement.setInt(2, most);
            return statement.executeUpdate();
          }
        });
  }

  private Set<SpanKey> keys(String select, List<Object> arguments) {
    return run(
        connection -> {
          Set<SpanKey> keys = new TreeSet<>();
          try (PreparedStatement statement = connection.prepareStatement(select)) {
            for (int at = 0; at < arguments.size(); at++) {
              statement.setObject(at + 1, arguments.get(at));
            }
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                keys.add(
                    new SpanKey(result.getString(1), result.getString(2), result.getString(3)));
              }
            }
          }
          return keys;
        });
  }

  private static String linkedTraces(TraceSpan span) {
    SeenSpan seen = span.span();
    return seen == null
        ? ""
        : String.join(",", seen.links().stream().map(SpanKey::traceId).distinct().toList());
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : EventJson.mapper().writeValueAsString(value);
  }

  private interface Column<T> {
    @Nullable String of(T row);
  }

  private static <T> void text(
      PreparedStatement statement, int index, List<T> rows, Column<T> column) throws SQLException {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = column.of(rows.get(at));
    }
    statement.setArray(index, statement.getConnection().createArrayOf("text", values));
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException failed) {
      throw new MemoryUnavailable(failed);
    }
  }
}
