package dev.changeover.projection.environment.queue;

import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The latest snapshots of a queue. Sources differ in what they can tell, so the latest that told
 * each part is kept beside the latest of all.
 *
 * @param forms the latest that split the messages by form, or found the queue empty; null: none
 * @param deadLetters the latest that told the dead letters; null: none
 * @param delayed the latest that told the delayed messages; null: none
 */
public record QueueFacts(
    String queue,
    Recorded<QueueObserved> latest,
    @Nullable Recorded<QueueObserved> forms,
    @Nullable Recorded<QueueObserved> deadLetters,
    @Nullable Recorded<QueueObserved> delayed) {

  public static QueueFacts merge(@Nullable QueueFacts known, Recorded<QueueObserved> fact) {
    QueueObserved e = fact.event();
    boolean tellsForms = !e.bySchema().isEmpty() || e.depth() == 0;
    return new QueueFacts(
        e.queue(),
        Recorded.latest(known == null ? null : known.latest, fact),
        told(known == null ? null : known.forms, fact, tellsForms),
        told(known == null ? null : known.deadLetters, fact, e.deadLetters() != null),
        told(known == null ? null : known.delayed, fact, e.delayed() != null));
  }

  private static @Nullable Recorded<QueueObserved> told(
      @Nullable Recorded<QueueObserved> known, Recorded<QueueObserved> fact, boolean tells) {
    return tells ? Recorded.latest(known, fact) : known;
  }
}
