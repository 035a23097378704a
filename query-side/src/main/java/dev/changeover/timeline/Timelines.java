package dev.changeover.timeline;

import dev.changeover.ledger.StoredEvents;
import dev.changeover.projection.timeline.TimelineKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages of timelines. One statement for a page; the last page costs what the first one does. */
public final class Timelines {
  private static final String PAGE =
      """
      select t.kind, %s
      from (
        select position, occurred_at, kind from view.timeline_entry
        where environment = :environment and subject = :subject
          and (occurred_at, position) > (:afterTime, :afterPosition)
          and occurred_at < :to
          and position <= :knownTo
          and (:allKinds or kind = any(:kinds))
        order by occurred_at, position
        limit :rows
      ) t
      join ledger.event e on e.position = t.position
      order by t.occurred_at, t.position
      """
          .formatted(StoredEvents.COLUMNS);

  /** Earlier and later than any moment that a fact can have. */
  private static final Instant BEGINNING = Instant.parse("-4000-01-01T00:00:00Z");

  private static final Instant END = Instant.parse("+100000-01-01T00:00:00Z");

  private final JdbcClient database;

  public Timelines(JdbcClient database) {
    this.database = database;
  }

  /** The page that is asked for. */
  public TimelinePage page(TimelineQuery query) {
    TimelinePlace start = start(query);
    var entries =
        database
            .sql(PAGE)
            .param("environment", query.subject().environment())
            .param("subject", query.subject().name())
            .param("afterTime", utc(start.occurredAt()))
            .param("afterPosition", start.position())
            .param("to", utc(query.to() == null ? END : query.to()))
            .param("knownTo", query.knownTo())
            .param("allKinds", query.kinds().isEmpty())
            .param("kinds", query.kinds().stream().map(Enum::name).toArray(String[]::new))
            .param("rows", query.first() + 1)
            .query(
                (row, _) ->
                    new TimelineEntry(
                        TimelineKind.valueOf(row.getString("kind")), StoredEvents.read(row)))
            .list();
    boolean more = entries.size() > query.first();
    return new TimelinePage(more ? entries.subList(0, query.first()) : entries, more);
  }

  /** The later of where the page before ended and where the period begins. */
  private static TimelinePlace start(TimelineQuery query) {
    TimelinePlace from = new TimelinePlace(atOrBeginning(query.from()), -1);
    TimelinePlace after = query.after();
    return after == null || after.occurredAt().isBefore(from.occurredAt()) ? from : after;
  }

  private static Instant atOrBeginning(@Nullable Instant from) {
    return from == null ? BEGINNING : from;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
