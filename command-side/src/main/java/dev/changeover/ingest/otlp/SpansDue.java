package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Which remembered spans the passing of time makes due: to be joined again, checked, forgotten.
 * Asked by now(), which stands still within a statement: no index helps where a clock runs on.
 */
final class SpansDue {
  private final SpanTable table;

  SpansDue(DataSource database) {
    this.table = new SpanTable(database);
  }

  /** Spans that have waited long enough, oldest first. */
  Set<SpanKey> overdue(Duration settle, Duration patience, int most) {
    return table.keys(
        """
        select environment, encode(trace_id, 'hex'), encode(span_id, 'hex')
        from ledger.otlp_span as o
        where span is not null
          and (received_at < now() - ?::interval
            or (received_at < now() - ?::interval
              and (placement is not null or exists (
                select from ledger.otlp_span as root
                where root.environment = o.environment and root.trace_id = o.trace_id
                  and root.parent_span_id is null
                  and root.received_at < now() - ?::interval))))
        order by received_at
        limit ?\
        """,
        List.of(patience.toString(), settle.toString(), settle.toString(), most));
  }

  /**
   * Spans that came not long ago and wait although their trace, or one they link to, has an action:
   * two requests that did not see each other.
   */
  Set<SpanKey> missed(Duration atMost, int most) {
    return table.keys(
        """
        select environment, encode(trace_id, 'hex'), encode(span_id, 'hex')
        from ledger.otlp_span as o
        where span is not null and placement is null
          and received_at > now() - ?::interval
          and exists (
            select from ledger.otlp_span as other
            where other.environment = o.environment
              and other.trace_id = any(o.linked_traces || o.trace_id)
              and other.placement is not null)
        order by received_at desc
        limit ?\
        """,
        List.of(atMost.toString(), most));
  }

  /**
   * Placed spans whose parent should have come by now and of which no gap was told, by whether it
   * has come.
   */
  Map<Boolean, List<TraceSpan>> parentsDue(Duration patience, int most) {
    String select =
        """
        select %s, exists (
            select from ledger.otlp_span as parent
            where parent.environment = o.environment and parent.trace_id = o.trace_id
              and parent.span_id = o.parent_span_id)
        from ledger.otlp_span as o
        where needs_parent and not gap_told and placement is not null
          and received_at < now() - ?::interval
        order by received_at
        limit ?\
        """
            .formatted(SpanTable.COLUMNS);
    return table.run(
        connection -> {
          Map<Boolean, List<TraceSpan>> due = new HashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, patience.toString());
            statement.setInt(2, most);
            try (ResultSet result = statement.executeQuery()) {
              while (result.next()) {
                due.computeIfAbsent(
                        result.getBoolean(SpanTable.FREE_COLUMN), _ -> new ArrayList<>())
                    .add(SpanTable.row(result));
              }
            }
          }
          return due;
        });
  }

  /**
   * Forgets what is older; never a span whose facts are not in the log. What is old is found by
   * where it lies: an index that has to be told of every span would cost more than it saves.
   *
   * @return how many were forgotten
   */
  int forget(Duration memory, int most) {
    String delete =
        """
        delete from ledger.otlp_span
        where ctid = any(array(
          select ctid from ledger.otlp_span
          where received_at < now() - ?::interval
            and span is null and (not needs_parent or gap_told)
          limit ?
          for update skip locked))\
        """;
    return table.run(
        connection -> {
          connection.setAutoCommit(false);
          try (Statement plan = connection.createStatement();
              PreparedStatement statement = connection.prepareStatement(delete)) {
            plan.execute("set local enable_seqscan = off");
            statement.setString(1, memory.toString());
            statement.setInt(2, most);
            int forgotten = statement.executeUpdate();
            connection.commit();
            return forgotten;
          }
        });
  }

  /** The parents of these spans have come. */
  void parentsCame(Collection<SpanKey> keys) {
    table.update("needs_parent = false", "old.needs_parent", keys);
  }

  /** The log knows that something beside these spans is missing. */
  void gapsTold(Collection<SpanKey> keys) {
    table.update("gap_told = true", "not old.gap_told", keys);
  }
}
