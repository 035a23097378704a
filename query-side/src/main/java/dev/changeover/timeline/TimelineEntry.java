package dev.changeover.timeline;

import dev.changeover.ledger.StoredEvent;
import dev.changeover.projection.timeline.TimelineKind;
import java.time.Duration;
import java.time.Instant;

/** A recorded fact that concerns the subject of a timeline. */
public record TimelineEntry(TimelineKind kind, StoredEvent event) {

  /** A fact that was recorded this much after it happened is late. */
  private static final Duration LATE_AFTER = Duration.ofMinutes(10);

  public TimelinePlace place() {
    return new TimelinePlace(event.occurredAt(), event.position());
  }

  public long position() {
    return event.position();
  }

  public Instant occurredAt() {
    return event.occurredAt();
  }

  public Instant recordedAt() {
    return event.recordedAt();
  }

  public String subject() {
    return event.subject();
  }

  /** What happened, in one plain sentence. */
  public String text() {
    return EventSentence.of(event.event());
  }

  /** Whether it was recorded long after it happened, as its source claims. */
  public boolean late() {
    return event.recordedAt().isAfter(event.occurredAt().plus(LATE_AFTER));
  }
}
