package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the oldest message of a queue has waited.
 *
 * @param oldest empty: the snapshot does not say
 * @param depth messages that wait
 */
public record QueueAge(
    String queue, Optional<Duration> oldest, long depth, Duration limit, CitedFact fact)
    implements ProceedSubject {
  @Override
  public String name() {
    return "queue " + queue;
  }
}
