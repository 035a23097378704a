package dev.changeover.graphql;

import dev.changeover.projection.timeline.TimelineKind;
import dev.changeover.projection.timeline.TimelineSubject;
import dev.changeover.timeline.TimelineEntry;
import dev.changeover.timeline.TimelinePlace;
import dev.changeover.timeline.TimelineQuery;
import dev.changeover.timeline.Timelines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** {@code timeline}: what happened to a thing, page by page. */
@Controller
class TimelineController {
  private static final int LONGEST_PAGE = 500;
  private static final String LIST = "timeline";

  private final Timelines timelines;

  TimelineController(Timelines timelines) {
    this.timelines = timelines;
  }

  @QueryMapping
  Page<TimelineEntry> timeline(
      @Argument TimelineOf of,
      @Argument @Nullable Instant from,
      @Argument @Nullable Instant to,
      @Argument @Nullable List<TimelineKind> kinds,
      @Argument int first,
      @Argument @Nullable String after) {
    return page(of.subject(), from, to, kinds == null ? Set.of() : Set.copyOf(kinds), first, after);
  }

  /** A page of the timeline of one thing. */
  Page<TimelineEntry> page(
      TimelineSubject subject,
      @Nullable Instant from,
      @Nullable Instant to,
      Set<TimelineKind> kinds,
      int first,
      @Nullable String after) {
    var query =
        new TimelineQuery(
            subject, from, to, kinds, Page.length(first, LONGEST_PAGE), place(after));
    var page = timelines.page(query);
    return Page.of(page.entries(), page.more(), after != null, TimelineController::cursor);
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
