package dev.changeover.export;

import dev.changeover.ledger.PointsInHistory;
import dev.changeover.ledger.StoredEvent;
import dev.changeover.ledger.StoredEvents;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the facts of an export in pages. Each page is a statement of its own: the log never
 * changes, so no transaction is held open for a client that reads slowly.
 */
final class ExportRows {
  private static final int ROWS_AT_A_TIME = 1_000;
  private static final String COUNT =
      """
      select count(*) filter (where environment is not distinct from :environment) as matched,
             count(*) filter (where environment <> coalesce(:environment, '')) as other,
             count(*) filter (where environment is null and :environment::text is not null) as none
      from ledger.event where position > :after and position <= :last
      """;
  private static final String PAGE =
      """
      select %s from ledger.event e
      where e.position > :after and e.position <= :last
        and e.environment is not distinct from :environment
      order by e.position limit :rows
      """
          .formatted(StoredEvents.COLUMNS);

  private final JdbcClient database;
  private final PointsInHistory points;

  ExportRows(JdbcClient database, PointsInHistory points) {
    this.database = database;
    this.points = points;
  }

  /** Settles which part of the log is meant. */
  ExportRange range(ExportRequest request) {
    long asOf = points.settle(request.position(), null).position();
    long after = request.from() == null ? -1 : lastBefore(request.from());
    long last = request.to() == null ? asOf : Math.min(asOf, lastBefore(request.to()));
    return database
        .sql(COUNT)
        .param("environment", request.environmentOrNone())
        .param("after", after)
        .param("last", last)
        .query(
            (row, _) ->
                new ExportRange(
                    Math.min(after, Math.max(last, -1)),
                    last,
                    asOf,
                    row.getLong("matched"),
                    row.getLong("other"),
                    row.getLong("none")))
        .single();
  }

  /** The next facts after a position; empty: there are no more. */
  List<StoredEvent> page(ExportRequest request, long after, long last) {
    return database
        .sql(PAGE)
        .param("environment", request.environmentOrNone())
        .param("after", after)
        .param("last", last)
        .param("rows", ROWS_AT_A_TIME)
        .query((row, _) -> StoredEvents.read(row))
        .list();
  }

  private long lastBefore(Instant instant) {
    return points.lastRecordedBy(instant.minus(1, ChronoUnit.MICROS));
  }
}
