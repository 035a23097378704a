package dev.changeover.graphql;

import dev.changeover.projection.timeline.TimelineKind;
import dev.changeover.projection.timeline.TimelineSubject;
import dev.changeover.timeline.TimelineEntry;
import dev.changeover.timeline.TimelinePlace;
import dev.changeover.timeline.TimelineQuery;
import dev.changeover.timeline.Timelines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages of timelines with their cursors. */
@Component
public class TimelinePages {
  private static final int LONGEST_PAGE = 500;
  private static final String LIST = "timeline";

  private final Timelines timelines;

  TimelinePages(Timelines timelines) {
    this.timelines = timelines;
  }

  /** A page of the timeline of one thing, as it was known up to a position. */
  public Page<TimelineEntry> page(
      TimelineSubject subject, long knownTo, int first, @Nullable String after) {
    return page(subject, null, null, knownTo, Set.of(), first, after);
  }

  /** A page of a part of the timeline of one thing. */
  Page<TimelineEntry> page(
      TimelineSubject subject,
      @Nullable Instant from,
      @Nullable Instant to,
      Set<TimelineKind> kinds,
      int first,
      @Nullable String after) {
    return page(subject, from, to, Long.MAX_VALUE, kinds, first, after);
  }

  private Page<TimelineEntry> page(
      TimelineSubject subject,
      @Nullable Instant from,
      @Nullable Instant to,
      long knownTo,
      Set<TimelineKind> kinds,
      int first,
      @Nullable String after) {
    var query =
        new TimelineQuery(
            subject, from, to, knownTo, kinds, Page.length(first, LONGEST_PAGE), place(after));
    var page = timelines.page(query);
    return Page.of(page.entries(), page.more(), after != null, TimelinePages::cursor);
  }

  private static String cursor(TimelineEntry entry) {
    return Cursor.of(
        LIST, ChronoUnit.MICROS.between(Instant.EPOCH, entry.occurredAt()), entry.position());
  }

  private static @Nullable TimelinePlace place(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    var numbers = Cursor.numbers(LIST, 2, cursor);
    return new TimelinePlace(
        Instant.EPOCH.plus(numbers.getFirst(), ChronoUnit.MICROS), numbers.getLast());
  }
}
