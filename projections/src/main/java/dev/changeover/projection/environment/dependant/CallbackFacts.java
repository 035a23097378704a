package dev.changeover.projection.environment.dependant;

import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackExpired;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer awaited from a third party, with what ended it; null: never told. */
public record CallbackFacts(
    String callback,
    @Nullable Recorded<CallbackRegistered> registered,
    @Nullable Recorded<CallbackReceived> received,
    @Nullable Recorded<CallbackExpired> expired) {

  /** The action that waits for it, as any of its facts says. */
  public Optional<ActionRef> action() {
    return Stream.of(
            registered == null ? null : registered.event().action(),
            received == null ? null : received.event().action(),
            expired == null ? null : expired.event().action())
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  /** Registered, and neither answered nor expired at or after that. */
  public boolean outstanding() {
    return registered != null && !endedSince(received) && !endedSince(expired);
  }

  /** Outstanding, and its announced end, if any, is not passed. */
  public boolean outstandingAt(Instant instant) {
    Instant end = registered == null ? null : registered.event().expires();
    return outstanding() && (end == null || instant.isBefore(end));
  }

  private boolean endedSince(@Nullable Recorded<?> end) {
    return end != null
        && registered != null
        && !end.effectiveAt().isBefore(registered.effectiveAt());
  }
}
