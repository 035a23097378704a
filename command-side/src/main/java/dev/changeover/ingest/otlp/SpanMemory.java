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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the door remembers of spans, in {@code ledger.otlp_span}. A placement is given once: where
 * two writers race, the first one's stands, and both see it.
 */
final class SpanMemory {

  /** Links lead to traces, and waiting spans of those link further: followed this often. */
  private static final int MOST_HOPS = 4;

  private final SpanTable table;

  SpanMemory(DataSource database) {
    this.table = new SpanTable(database);
  }

  /** Everything remembered of these traces and of those that links join them to. */
  Map<SpanKey, TraceSpan> recall(Set<TraceKey> traces) {
    return recall(traces, Set.of());
  }

  /**
   * What is remembered besides.
   *
   * @param known spans that are not wanted, nor what they link to
   */
  Map<SpanKey, TraceSpan> recall(Set<TraceKey> traces, Set<SpanKey> known) {
    return table.run(
        connection -> {
          Map<SpanKey, TraceSpan> found = new TreeMap<>();
          Set<TraceKey> asked = new TreeSet<>();
          Set<TraceKey> next = new TreeSet<>(traces);
          for (int hop = 0; hop < MOST_HOPS && !next.isEmpty(); hop++) {
            List<TraceSpan> rows = read(connection, next, known);
            rows.forEach(row -> found.put(row.key(), row));
            asked.addAll(next);
            next = tracesOf(rows);
            next.removeAll(asked);
          }
          return found;
        });
  }

  /**
   * Traces that waiting spans link to; where something failed, also those that told spans link to:
   * what has not come from there is missing.
   */
  private static Set<TraceKey> tracesOf(List<TraceSpan> rows) {
    Set<TraceKey> traces = new TreeSet<>();
    boolean failed =
        rows.stream().map(TraceSpan::placement).anyMatch(at -> at != null && at.isOfFailure());
    for (TraceSpan row : rows) {
      traces.add(row.key().trace());
      SeenSpan span = row.span();
      if (span != null) {
        span.links().forEach(link -> traces.add(link.trace()));
      } else if (failed) {
        row.awaited().links().forEach(link -> traces.add(link.trace()));
      }
    }
    return traces;
  }

  private static List<TraceSpan> read(
      Connection connection, Set<TraceKey> traces, Set<SpanKey> known) throws SQLException {
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
        where environment = ? and (span is not null or gap_told)
          and linked_traces && (select ids from asked)::bytea[]
          and not trace_id = any((select ids from asked)::bytea[])\
        """
            .formatted(SpanTable.COLUMNS);
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      for (Map.Entry<String, Set<String>> each : byEnvironment.entrySet()) {
        statement.setArray(1, connection.createArrayOf("text", each.getValue().toArray()));
        statement.setString(2, each.getKey());
        statement.setString(3, each.getKey());
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            SpanKey key = SpanTable.key(result);
            if (!known.contains(key)) {
              rows.add(SpanTable.row(key, result));
            }
          }
        }
      }
    }
    return rows;
  }

  /**
   * What stands in memory of spans that were handed to it.
   *
   * @param placements of those that have one
   * @param whole of these, those that are kept whole until their facts are in the log
   */
  record Remembered(Map<SpanKey, Placement> placements, Set<SpanKey> whole) {}

  /**
   * Remembers spans: placed ones without, waiting ones with the span itself. A span that was
   * acknowledged while it waited stays until {@link #settle}.
   *
   * @return what stands
   */
  Remembered remember(Collection<TraceSpan> spans) {
    if (spans.isEmpty()) {
      return new Remembered(Map.of(), Set.of());
    }
    String upsert =
        """
        insert into ledger.otlp_span as old
          (environment, trace_id, span_id, parent_span_id, started_at, publishes, linked_traces,
           placement, span, needs_parent, links, gap_told)
        select s.environment, decode(s.trace_id, 'hex'), decode(s.span_id, 'hex'),
               decode(s.parent_span_id, 'hex'), s.started_at, s.publishes,
               coalesce((select array_agg(decode(l, 'hex'))
                         from unnest(string_to_array(s.links, ',')) as l where l <> ''), '{}'),
               s.placement, s.span, s.needs_parent,
               coalesce(string_to_array(nullif(s.awaited_links, ''), ','), '{}'), s.gap_told
        from unnest(?, ?, ?, ?, ?::timestamptz[], ?, ?, ?, ?, ?, ?, ?)
          as s (environment, trace_id, span_id, parent_span_id, started_at, publishes, links,
                placement, span, needs_parent, awaited_links, gap_told)
        order by s.environment collate "C", s.trace_id collate "C", s.span_id collate "C"
        on conflict (environment, trace_id, span_id) do update set
          placement = coalesce(old.placement, excluded.placement),
          span = case when old.placement is not null then old.span
                      else coalesce(old.span, excluded.span) end,
          needs_parent = case when old.placement is not null then old.needs_parent
                              else excluded.needs_parent end,
          links = case when old.placement is not null then old.links else excluded.links end,
          gap_told = old.gap_told or excluded.gap_told
        returning environment, encode(trace_id, 'hex'), encode(span_id, 'hex'), placement,
          span is not null\
        """;
    List<TraceSpan> sorted = new ArrayList<>(spans);
    Map<SpanKey, @Nullable String> placements = new HashMap<>();
    sorted.forEach(each -> placements.put(each.key(), json(each.placement())));
    return table.run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            SpanTable.text(statement, 1, sorted, each -> each.key().environment());
            SpanTable.text(statement, 2, sorted, each -> each.key().traceId());
            SpanTable.text(statement, 3, sorted, each -> each.key().spanId());
            SpanTable.text(statement, 4, sorted, TraceSpan::parentSpanId);
            SpanTable.text(statement, 5, sorted, each -> each.startedAt().toString());
            SpanTable.flags(statement, 6, sorted, TraceSpan::publishes);
            SpanTable.text(statement, 7, sorted, SpanMemory::linkedTraces);
            SpanTable.text(statement, 8, sorted, each -> placements.get(each.key()));
            SpanTable.text(
                statement, 9, sorted, each -> each.placement() == null ? json(each.span()) : null);
            SpanTable.flags(statement, 10, sorted, each -> each.awaited().parent());
            SpanTable.text(statement, 11, sorted, SpanMemory::awaitedLinks);
            SpanTable.flags(statement, 12, sorted, each -> each.awaited().told());
            return remembered(statement, sorted, placements);
          }
        });
  }

  /** Of most spans the placement that stands is the one that was sent. */
  private static Remembered remembered(
      PreparedStatement statement, List<TraceSpan> sent, Map<SpanKey, @Nullable String> placements)
      throws SQLException {
    Map<SpanKey, Placement> standing = new HashMap<>();
    for (TraceSpan each : sent) {
      Placement placement = each.placement();
      if (placement != null) {
        standing.put(each.key(), placement);
      }
    }
    Set<SpanKey> whole = new HashSet<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        String placement = result.getString(4);
        if (placement != null) {
          SpanKey key = SpanTable.key(result);
          if (!placement.equals(placements.get(key))) {
            standing.put(key, EventJson.mapper().readValue(placement, Placement.class));
          }
          if (result.getBoolean(5)) {
            whole.add(key);
          }
        }
      }
    }
    return new Remembered(standing, whole);
  }

  /** The facts of these placed spans are in the log: the spans themselves may go. */
  void settle(Collection<SpanKey> keys) {
    table.update("span = null", "old.placement is not null and old.span is not null", keys);
  }

  /** Nothing that was told to be missing beside these spans is missing any longer. */
  void gapsClosed(Collection<SpanKey> keys) {
    table.update("gap_told = false", "old.gap_told", keys);
  }

  private static String awaitedLinks(TraceSpan span) {
    return String.join(",", span.awaited().links().stream().map(SpanTable::text).toList());
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
}
