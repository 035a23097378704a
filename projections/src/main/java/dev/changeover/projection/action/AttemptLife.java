package dev.changeover.projection.action;

import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a try still runs, at an instant. Silence never proves that it has ended. */
public sealed interface AttemptLife {

  /** What shows it; may be empty where only the clock does. */
  List<Recorded<?>> shownBy();

  /** It told of its end. */
  record Ended(Instant at, List<Recorded<?>> shownBy) implements AttemptLife {}

  /**
   * It never told of its end, and it can no longer run.
   *
   * @param at from when on it made no more calls; one may still be under way at the callee
   */
  record Dead(Instant at, String because, List<Recorded<?>> shownBy) implements AttemptLife {}

  /**
   * It must be taken for running.
   *
   * @param until when this will no longer hold by itself; empty: not known
   */
  record Live(String because, Optional<Instant> until, List<Recorded<?>> shownBy)
      implements AttemptLife {}

  /**
   * Nothing shows that it runs and nothing proves that it does not.
   *
   * @param fencedAt when it can no longer run, for a try with a lease; empty: time will not tell
   */
  record Silent(Optional<Instant> fencedAt, List<Recorded<?>> shownBy) implements AttemptLife {}

  /** Whether it can make no more calls. */
  default boolean over() {
    return this instanceof Ended || this instanceof Dead;
  }

  /** When it made its last call, where that is known. */
  default Optional<Instant> overAt() {
    return switch (this) {
      case Ended(Instant at, _) -> Optional.of(at);
      case Dead(Instant at, _, _) -> Optional.of(at);
      case Live _, Silent _ -> Optional.empty();
    };
  }
}
