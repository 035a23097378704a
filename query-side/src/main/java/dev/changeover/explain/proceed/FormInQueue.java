package dev.changeover.explain.proceed;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * A form of message that is made now, or waits, and who takes it.
 *
 * @param producers who makes it now
 * @param waiting messages of it that wait, as far as told
 * @param takers live workers that take it
 * @param refusers live workers of the queue that do not, and do not hand it back or park it
 */
public record FormInQueue(
    String queue,
    MessageForm form,
    List<CitedFact> producers,
    long waiting,
    List<CitedFact> takers,
    List<CitedFact> refusers)
    implements ProceedSubject {
  @Override
  public String name() {
    return "form %s in queue %s".formatted(form, queue);
  }
}
