package dev.changeover.timeline;

import dev.changeover.ledger.StoredEvents;
import dev.changeover.projection.timeline.TimelineKind;
import dev.changeover.projection.timeline.TimelineSubject;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a timeline has got since, in the order of the log. One statement for each part. */
public final class TimelineTail {

  /** So many positions of the log are looked at in one statement. */
  private static final int SPAN = 2_000;

  private static final String KNOWN =
      "select coalesce(max(position), -1) from view.progress where name = 'timeline'";

  private static final String PART =
      """
      select t.kind, %s
      from ledger.event e
      join view.timeline_entry t
        on t.environment = :environment and t.subject = :subject
        and t.occurred_at = e.occurred_at and t.position = e.position
      where e.position > :after and e.position <= :to
      order by e.position
      """
          .formatted(StoredEvents.COLUMNS);

  private final JdbcClient database;

  public TimelineTail(JdbcClient database) {
    this.database = database;
  }

  /**
   * Entries, and how far they were looked for.
   *
   * @param reached no entry up to this position is missing
   * @param more whether there may be more beyond it already
   */
  public record Part(List<TimelineEntry> entries, long reached, boolean more) {}

  /** Position up to which timelines are written; -1: none is. */
  public long known() {
    return database.sql(KNOWN).query(Long.class).single();
  }

  /** The entries after a position, of a part of the log that is small enough to be read at once. */
  public Part after(TimelineSubject subject, long position) {
    long known = known();
    long to = Math.min(known, position + SPAN);
    if (to <= position) {
      return new Part(List.of(), position, false);
    }
    List<TimelineEntry> entries =
        database
            .sql(PART)
            .param("environment", subject.environment())
            .param("subject", subject.name())
            .param("after", position)
            .param("to", to)
            .query(
                (row, _) ->
                    new TimelineEntry(
                        TimelineKind.valueOf(row.getString("kind")), StoredEvents.read(row)))
            .list();
    return new Part(entries, to, to < known);
  }
}
