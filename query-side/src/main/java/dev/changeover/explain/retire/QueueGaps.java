package dev.changeover.explain.retire;

import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.QueueContent;
import dev.changeover.explain.retire.MessagesLeft.Gap;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of the content of a queue is not told, or was told too long ago. */
record QueueGaps(Scene scene, String queue) {

  Optional<QueueContent> content() {
    return scene.environment().queue(queue).map(each -> QueueContent.read(scene.at(), queue, each));
  }

  /**
   * What is missing of it.
   *
   * @param anyForm whether messages of any form may concern the question, so that those whose form
   *     nobody tells matter
   */
  List<Gap> gaps(boolean anyForm) {
    QueueFacts facts = scene.environment().queue(queue).orElse(null);
    QueueContent content = content().orElse(null);
    if (facts == null || content == null) {
      return List.of(neverSeen());
    }
    if (content.fact().stale()) {
      return List.of(tooOld(content.fact()));
    }
    List<Gap> gaps = new ArrayList<>();
    aside("dead letters", facts.deadLetters(), content).ifPresent(gaps::add);
    aside("delayed messages", facts.delayed(), content).ifPresent(gaps::add);
    if (anyForm && content.untold() + content.aside() > 0) {
      gaps.add(formsUntold(content));
    }
    return gaps;
  }

  private Gap neverSeen() {
    return new Gap("What waits in queue %s was never told.".formatted(queue), List.of(), peek());
  }

  private Gap tooOld(CitedFact fact) {
    return new Gap(
        "What waits in queue %s was last told at %s; that is too long ago."
            .formatted(queue, fact.spokenMoment()),
        List.of(fact),
        peek());
  }

  private Optional<Gap> aside(
      String what, @Nullable Recorded<QueueObserved> told, QueueContent content) {
    Duration maxAge = content.fact().maxAge();
    if (told == null || maxAge == null) {
      return Optional.of(
          new Gap(
              "How many %s queue %s has is not told.".formatted(what, queue),
              List.of(content.fact()),
              count(what)));
    }
    CitedFact fact = scene.cite(what + " of queue " + queue, "counted", told, maxAge);
    return fact.stale()
        ? Optional.of(
            new Gap(
                "The %s of queue %s were last counted at %s; that is too long ago."
                    .formatted(what, queue, fact.spokenMoment()),
                List.of(fact),
                count(what)))
        : Optional.empty();
  }

  private Gap formsUntold(QueueContent content) {
    return new Gap(
        "Queue %s holds %d messages whose form is not told, %d of them dead or delayed."
            .formatted(queue, content.untold() + content.aside(), content.aside()),
        List.of(content.fact()),
        new MissingFact(
            "forms of all messages of queue " + queue,
            "queue " + queue,
            "Look at those messages: process, convert or discard them, and send queue.observed.",
            MissingFact.Kind.QUEUE_PEEK));
  }

  /** What was put in when it had been counted, or later, may still wait. */
  Gap putInSince(MessageForm form) {
    return new Gap(
        "Messages of %s were put into queue %s since it was counted.".formatted(form, queue),
        content().map(QueueContent::fact).stream().toList(),
        peek());
  }

  private MissingFact count(String what) {
    return new MissingFact(
        "%s of queue %s".formatted(what, queue),
        "queue " + queue,
        "Count the %s of %s and tell them in queue.observed.".formatted(what, queue),
        MissingFact.Kind.QUEUE_PEEK);
  }

  private MissingFact peek() {
    return new MissingFact(
        "content of queue %s by message form".formatted(queue),
        "queue " + queue,
        "Look into %s and send queue.observed with bySchema, deadLetters and delayed."
            .formatted(queue),
        MissingFact.Kind.QUEUE_PEEK);
  }
}
