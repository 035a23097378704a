package dev.changeover.log;

import dev.changeover.event.EventId;
import dev.changeover.event.TextLimits.Excess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fact that the log can never hold as it is, e.g. an id of 3,000 bytes. Nothing was stored, and
 * sending the same fact again is useless.
 */
public final class UnstorableFact extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient EventId id;
  private final transient @Nullable Excess excess;

  UnstorableFact(EventId id, String reason) {
    super("the fact %s %s cannot be stored: %s".formatted(id.source(), id.id(), reason));
    this.id = id;
    this.excess = null;
  }

  UnstorableFact(EventId id, Excess excess) {
    super(
        "the fact %s %s cannot be stored: %s %s"
            .formatted(id.source(), id.id(), excess.pointer(), excess.fault()));
    this.id = id;
    this.excess = excess;
  }

  UnstorableFact(EventId id, String reason, Throwable cause) {
    this(id, reason);
    initCause(cause);
  }

  /** The text within the event that is the reason; empty: something else is. */
  public Optional<Excess> excess() {
    return Optional.ofNullable(excess);
  }

  /** The fact that is meant. */
  public EventId id() {
    return id;
  }
}
