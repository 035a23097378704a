package dev.changeover.log;

import dev.changeover.event.EventId;
import java.time.Instant;

/** What became of a fact that was handed to the log. Given after the commit, never before. */
public sealed interface Receipt {
  EventId id();

  /** Where the fact, or the first one under this id, is in the log. */
  long position();

  /** When it, or the first one, was recorded. */
  Instant recordedAt();

  /** Durable at this position. */
  record Appended(EventId id, long position, Instant recordedAt) implements Receipt {}

  /** The same content under the same id was there before. */
  record Duplicate(EventId id, long position, Instant recordedAt) implements Receipt {}

  /**
   * Other content under the same id was there before; the conflict is recorded, the fact is not.
   */
  record Conflict(EventId id, long position, Instant recordedAt) implements Receipt {}
}
