package dev.changeover.explain.proceed;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import java.util.List;
import java.util.Optional;

/**
 * A form of message that is made now, or waits, and who takes it.
 *
 * @param producers who makes it now
 * @param waiting messages of it that wait; empty: nobody told lately
 * @param content the count that says so, or that is too old to; empty: nobody ever counted
 * @param takers live workers that take it
 * @param refusers live workers of the queue that do not, and do not hand it back or park it
 * @param gone the last word of workers that took from the queue and are gone
 */
public record FormInQueue(
    String queue,
    MessageForm form,
    List<CitedFact> producers,
    Optional<Long> waiting,
    Optional<CitedFact> content,
    List<CitedFact> takers,
    List<CitedFact> refusers,
    List<CitedFact> gone)
    implements ProceedSubject {
  @Override
  public String name() {
    return "form %s in queue %s".formatted(form, queue);
  }

  /** How many wait; 0 where nobody told lately. */
  public long known() {
    return waiting.orElse(0L);
  }
}
