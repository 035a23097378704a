package dev.changeover.graphql;

import dev.changeover.projection.timeline.TimelineKind;
import dev.changeover.timeline.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** {@code timeline}: what happened to a thing, page by page. */
@Controller
class TimelineController {
  private final TimelinePages pages;

  TimelineController(TimelinePages pages) {
    this.pages = pages;
  }

  @QueryMapping
  Page<TimelineEntry> timeline(
      @Argument TimelineOf of,
      @Argument @Nullable Instant from,
      @Argument @Nullable Instant to,
      @Argument @Nullable List<TimelineKind> kinds,
      @Argument int first,
      @Argument @Nullable String after) {
    Refusal.unlessReached(of.environment());
    return pages.page(
        of.subject(), from, to, kinds == null ? Set.of() : Set.copyOf(kinds), first, after);
  }
}
