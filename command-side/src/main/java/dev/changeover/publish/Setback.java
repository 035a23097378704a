package dev.changeover.publish;

import java.time.Duration;

/**
 * How long publishing has failed, and how long to wait before it is tried again. For one thread.
 */
final class Setback {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

  private int failures;
  private long since;
  private long reminded;

  /** One more failure; how long to wait now. */
  Duration pauseAfterFailure(long nanoTime) {
    if (failures == 0) {
      since = nanoTime;
      reminded = nanoTime;
    }
    failures = Math.min(failures + 1, 20);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Whether an operator should be told: of the first failure, and once in a while after it. */
  boolean isWorthTelling(long nanoTime) {
    boolean worth = failures == 1 || nanoTime - reminded >= BETWEEN_REMINDERS.toNanos();
    if (worth) {
      reminded = nanoTime;
    }
    return worth;
  }

  boolean isOver() {
    return failures == 0;
  }

  /** It works again; for how long it did not. */
  Duration end(long nanoTime) {
    failures = 0;
    return Duration.ofNanos(nanoTime - since);
  }
}
