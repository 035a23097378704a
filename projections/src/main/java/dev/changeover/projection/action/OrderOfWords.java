package dev.changeover.projection.action;

import dev.changeover.event.Recorded;

/**
 * What the times of two facts prove of their order. A source goes by one clock, so that its words
 * are in the order that it gives them; two sources go by clocks that differ.
 */
public final class OrderOfWords {
  private OrderOfWords() {}

  /** Whether one was surely said before the other. */
  public static boolean surelyBefore(Recorded<?> one, Recorded<?> other) {
    return ofOneClock(one, other)
        ? one.occurredAt().isBefore(other.occurredAt())
        : one.effectiveAt().plus(ActionAt.CLOCK_SKEW).isBefore(other.effectiveAt());
  }

  /** Whether one was surely not said after the other. */
  public static boolean surelyNotAfter(Recorded<?> one, Recorded<?> other) {
    return surelyBefore(one, other)
        || (ofOneClock(one, other) && one.occurredAt().equals(other.occurredAt()));
  }

  /**
   * Whether two words, in order of time, tell of one happening: two sources may, as far apart as
   * their clocks; one source tells of it once.
   */
  public static boolean areOfOne(Recorded<?> earlier, Recorded<?> later) {
    return earlier.equals(later)
        || (!ofOneClock(earlier, later)
            && !later.effectiveAt().isAfter(earlier.effectiveAt().plus(ActionAt.CLOCK_SKEW)));
  }

  private static boolean ofOneClock(Recorded<?> one, Recorded<?> other) {
    return one.id().source().equals(other.id().source());
  }
}
