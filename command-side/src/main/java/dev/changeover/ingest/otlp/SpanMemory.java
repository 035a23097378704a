package dev.changeover.ingest.otlp;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.changeover.copy.BinaryRows;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the door remembers of spans, in {@code ledger.otlp_span}. A placement is given once: where
 * two writers race, the first one's stands, and both see it.
 */
final class SpanMemory {

  /** Links lead to traces, and waiting spans of those link further: followed this often. */
  private static final int MOST_HOPS = 4;

  /**
   * Spans of traces and spans that link to them, without those that are known. Those that link are
   * not asked by environment: a plan that was made while the table was small would look for it in
   * the primary key, which begins with it.
   */
  private static final String RECALL =
      """
      with asked as (select ?::bytea[] as traces),
      known as (select * from unnest(?, ?) as k (trace_id, span_id))
      select %1$s from ledger.otlp_span as o
      where environment = ? and trace_id = any((select traces from asked)::bytea[]) and %2$s
      union all
      select %1$s from ledger.otlp_span as o
      where (span is not null or gap_told) and linked_traces && (select traces from asked)
        and not trace_id = any((select traces from asked)::bytea[]) and %2$s\
      """
          .formatted(
              SpanTable.COLUMNS,
              """
              not exists (
                select from known where known.trace_id = o.trace_id and known.span_id = o.span_id)\
              """);

  private static final String INSERT =
      """
      copy ledger.otlp_span (environment, trace_id, span_id, parent_span_id, started_at, publishes,
        linked_traces, placement, span, needs_parent, links, gap_told)
      from stdin (format binary)\
      """;

  private static final int INSERTED = 12;
  private static final String UNIQUE_VIOLATION = "23505";

  private static final String MERGE =
      """
      with sent as (
        select *
        from unnest(?, ?, ?, ?, ?::timestamptz[], ?, ?, ?, ?, ?, ?, ?)
          as s (environment, trace_id, span_id, parent_span_id, started_at, publishes, links,
                placement, span, needs_parent, awaited_links, gap_told)),
      standing as (
        insert into ledger.otlp_span as old
          (environment, trace_id, span_id, parent_span_id, started_at, publishes, linked_traces,
           placement, span, needs_parent, links, gap_told)
        select s.environment, s.trace_id, s.span_id, s.parent_span_id, s.started_at, s.publishes,
               case when s.links = '' then '{}' else
                 (select array_agg(decode(l, 'hex'))
                  from unnest(string_to_array(s.links, ',')) as l) end,
               s.placement, s.span, s.needs_parent,
               coalesce(string_to_array(nullif(s.awaited_links, ''), ','), '{}'), s.gap_told
        from sent as s
        order by s.environment collate "C", s.trace_id, s.span_id
        on conflict (environment, trace_id, span_id) do update set
          placement = coalesce(old.placement, excluded.placement),
          span = case when old.placement is not null then old.span
                      else coalesce(old.span, excluded.span) end,
          needs_parent = case when old.placement is not null then old.needs_parent
                              else excluded.needs_parent end,
          links = case when old.placement is not null then old.links else excluded.links end,
          gap_told = old.gap_told or excluded.gap_told
        returning environment, trace_id, span_id, placement, span is not null as whole)
      select environment, encode(trace_id, 'hex'), encode(span_id, 'hex'), placement, whole
      from standing
      where placement is not null and (whole or not exists (
        select from sent
        where sent.environment = standing.environment and sent.trace_id = standing.trace_id
          and sent.span_id = standing.span_id and sent.placement = standing.placement))\
      """;

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
    Map<String, List<TraceKey>> asked = traces.stream().collect(groupingBy(TraceKey::environment));
    Map<String, List<SpanKey>> unwanted = known.stream().collect(groupingBy(SpanKey::environment));
    try (PreparedStatement statement = connection.prepareStatement(RECALL)) {
      for (Map.Entry<String, List<TraceKey>> each : asked.entrySet()) {
        String environment = each.getKey();
        List<SpanKey> besides = unwanted.getOrDefault(environment, List.of());
        SpanTable.ids(statement, 1, each.getValue(), TraceKey::traceId);
        SpanTable.ids(statement, 2, besides, SpanKey::traceId);
        SpanTable.ids(statement, 3, besides, SpanKey::spanId);
        statement.setString(4, environment);
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            if (environment.equals(SpanTable.key(result).environment())) {
              rows.add(SpanTable.row(result));
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
   * @param fresh not in memory yet, as far as the caller knows; in the order of their keys, so that
   *     two requests never wait for each other
   * @param held in memory
   * @return what stands
   */
  Remembered remember(List<TraceSpan> fresh, List<TraceSpan> held) {
    List<TraceSpan> settled = new ArrayList<>(held);
    if (!fresh.isEmpty() && !table.run(connection -> insert(connection, fresh))) {
      settled.addAll(fresh);
    }
    Map<SpanKey, Placement> standing = new HashMap<>();
    addPlacements(fresh, standing);
    addPlacements(held, standing);
    return settled.isEmpty()
        ? new Remembered(standing, Set.of())
        : table.run(connection -> merge(connection, settled, standing));
  }

  private static void addPlacements(List<TraceSpan> spans, Map<SpanKey, Placement> placements) {
    for (TraceSpan each : spans) {
      Placement placement = each.placement();
      if (placement != null) {
        placements.put(each.key(), placement);
      }
    }
  }

  /**
   * Inserts spans of which memory holds none.
   *
   * @return false: another request was first with one of them, and nothing is inserted
   */
  private static boolean insert(Connection connection, List<TraceSpan> spans) throws SQLException {
    var rows = new BinaryRows(INSERTED);
    for (TraceSpan each : spans) {
      SeenSpan seen = each.span();
      rows.row()
          .text(each.key().environment())
          .bytes(SpanTable.id(each.key().traceId()))
          .bytes(SpanTable.id(each.key().spanId()))
          .bytes(each.parentSpanId() == null ? null : SpanTable.id(each.parentSpanId()))
          .instant(each.startedAt())
          .flag(each.publishes())
          .allBytes(linkedTraces(seen).map(SpanTable::id).toList())
          .text(json(each.placement()))
          .text(each.placement() == null ? json(seen) : null)
          .flag(each.awaited().parent())
          .texts(each.awaited().links().stream().map(SpanTable::text).toList())
          .flag(each.awaited().told());
    }
    try {
      rows.into(connection, INSERT);
      return true;
    } catch (SQLException failed) {
      if (UNIQUE_VIOLATION.equals(failed.getSQLState())) {
        return false;
      }
      throw failed;
    }
  }

  /**
   * Has spans that memory may hold stand as they are there.
   *
   * @param standing where they would stand if memory held none of them
   */
  private static Remembered merge(
      Connection connection, List<TraceSpan> spans, Map<SpanKey, Placement> standing)
      throws SQLException {
    Map<SpanKey, @Nullable String> placements = new HashMap<>();
    spans.forEach(each -> placements.put(each.key(), json(each.placement())));
    try (PreparedStatement statement = connection.prepareStatement(MERGE)) {
      SpanTable.text(statement, 1, spans, each -> each.key().environment());
      SpanTable.ids(statement, 2, spans, each -> each.key().traceId());
      SpanTable.ids(statement, 3, spans, each -> each.key().spanId());
      SpanTable.ids(statement, 4, spans, TraceSpan::parentSpanId);
      SpanTable.text(statement, 5, spans, each -> each.startedAt().toString());
      SpanTable.flags(statement, 6, spans, TraceSpan::publishes);
      SpanTable.text(statement, 7, spans, each -> linkedTraces(each.span()).collect(joining(",")));
      SpanTable.text(statement, 8, spans, each -> placements.get(each.key()));
      SpanTable.text(
          statement, 9, spans, each -> each.placement() == null ? json(each.span()) : null);
      SpanTable.flags(statement, 10, spans, each -> each.awaited().parent());
      SpanTable.text(
          statement,
          11,
          spans,
          each -> each.awaited().links().stream().map(SpanTable::text).collect(joining(",")));
      SpanTable.flags(statement, 12, spans, each -> each.awaited().told());
      return remembered(statement, standing, placements);
    }
  }

  /** Of most spans the placement that stands is the one that was sent; the others come back. */
  private static Remembered remembered(
      PreparedStatement statement,
      Map<SpanKey, Placement> sent,
      Map<SpanKey, @Nullable String> placements)
      throws SQLException {
    Map<SpanKey, Placement> standing = new HashMap<>(sent);
    Set<SpanKey> whole = new HashSet<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        SpanKey key = SpanTable.key(result);
        String placement = result.getString(4);
        if (!placement.equals(placements.get(key))) {
          standing.put(key, EventJson.mapper().readValue(placement, Placement.class));
        }
        if (result.getBoolean(5)) {
          whole.add(key);
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

  private static Stream<String> linkedTraces(@Nullable SeenSpan span) {
    return span == null ? Stream.empty() : span.links().stream().map(SpanKey::traceId).distinct();
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : EventJson.mapper().writeValueAsString(value);
  }
}
