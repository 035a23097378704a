package dev.changeover.projection.environment.release;

import dev.changeover.event.Recorded;
import org.jspecify.annotations.Nullable;

/** Whether something that starts and ends is under way. */
final class Spans {
  private Spans() {}

  /** Started, and no end at or after the start. */
  static boolean open(@Nullable Recorded<?> started, @Nullable Recorded<?> ended) {
    return started != null
        && (ended == null || ended.effectiveAt().isBefore(started.effectiveAt()));
  }
}
