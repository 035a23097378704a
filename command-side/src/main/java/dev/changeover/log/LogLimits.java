package dev.changeover.log;

import java.time.Duration;

/**
 * How much the log takes at once, and how much may wait.
 *
 * @param batchFacts a commit is not made larger than this, single larger requests apart
 * @param batchBytes likewise
 * @param waitingFacts with this many waiting, a further request is told to come back
 * @param waitingBytes likewise
 * @param retryAfter when to come back
 */
public record LogLimits(
    int batchFacts, long batchBytes, int waitingFacts, long waitingBytes, Duration retryAfter) {

  /** For a node of 1 to 4 GiB. */
  public static LogLimits standard() {
    return new LogLimits(4_000, 16L << 20, 100_000, 64L << 20, Duration.ofSeconds(1));
  }
}
