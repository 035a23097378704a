package dev.changeover.log;

import dev.changeover.event.EventId;

/**
 * A fact that the log can never hold as it is, e.g. an id of 3,000 bytes. Nothing was stored, and
 * sending the same fact again is useless.
 */
public final class UnstorableFact extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient EventId id;

  UnstorableFact(EventId id, String reason) {
    super("the fact %s %s cannot be stored: %s".formatted(id.source(), id.id(), reason));
    this.id = id;
  }

  UnstorableFact(EventId id, String reason, Throwable cause) {
    this(id, reason);
    initCause(cause);
  }

  /** The fact that is meant. */
  public EventId id() {
    return id;
  }
}
