package dev.changeover.graphql.subscription;

import dev.changeover.graphql.subscription.Follower.News;
import dev.changeover.projection.timeline.TimelineSubject;
import dev.changeover.timeline.TimelineEntry;
import dev.changeover.timeline.TimelineTail;
import org.jspecify.annotations.Nullable;

/** Reads what a timeline has got since, in the order of the log; nothing is left out. */
final class Appended implements Follower.Reading<TimelineEntry> {
  private final TimelineTail timelines;
  private final TimelineSubject subject;
  private long after;

  /**
   * @param after what the client has seen; null: all that there is when it subscribes
   */
  Appended(TimelineTail timelines, TimelineSubject subject, @Nullable Long after) {
    this.timelines = timelines;
    this.subject = subject;
    this.after = after == null ? timelines.known() : after;
  }

  @Override
  public News<TimelineEntry> read() {
    TimelineTail.Part part = timelines.after(subject, after);
    after = part.reached();
    return new News<>(part.entries(), part.more());
  }
}
