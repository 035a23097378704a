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

  /** What a processor writes in about half a second. */
  private static final long WAITING_FACTS_OF_A_PROCESSOR = 4_000;

  private static final long HEAP_OF_A_WAITING_FACT = 32 << 10;
  private static final long HEAP_OF_A_WAITING_BYTE = 32;

  /** For this machine: nobody waits much longer than a second, and all that waits has room. */
  public static LogLimits standard() {
    Runtime machine = Runtime.getRuntime();
    long waitingFacts =
        Math.min(
            WAITING_FACTS_OF_A_PROCESSOR * machine.availableProcessors(),
            machine.maxMemory() / HEAP_OF_A_WAITING_FACT);
    long waitingBytes = Math.min(64L << 20, machine.maxMemory() / HEAP_OF_A_WAITING_BYTE);
    return new LogLimits(
        4_000, 16L << 20, Math.toIntExact(waitingFacts), waitingBytes, Duration.ofSeconds(1));
  }
}
