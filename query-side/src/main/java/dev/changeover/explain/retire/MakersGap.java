package dev.changeover.explain.retire;

import dev.changeover.event.MessageForm;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Producers;
import dev.changeover.explain.retire.MessagesLeft.Gap;
import dev.changeover.projection.environment.component.Presence;
import java.util.List;
import java.util.Optional;

/** Whether it is told who makes a message form for a queue, and which of them are there. */
record MakersGap(Scene scene, String queue, MessageForm form) {

  Optional<Gap> read() {
    Producers producers = new Producers(scene.at(), queue);
    return producers.areKnown(form)
        ? producers.components(form).stream()
            .filter(each -> !isTold(each))
            .findFirst()
            .map(this::silent)
        : Optional.of(unknown());
  }

  /** Which versions of it are there, and none that does not tell its version. */
  private boolean isTold(String component) {
    return scene.isSeen(component)
        && scene.possiblyLive(component).stream()
            .map(Presence::version)
            .allMatch(each -> each != null);
  }

  private Gap unknown() {
    return new Gap(
        "Who makes %s for queue %s is not told.".formatted(form, queue),
        List.of(),
        new MissingFact(
            "producers of " + form,
            "queue " + queue,
            "Name under messages in a plan who produces %s, or let its producers report."
                .formatted(form),
            MissingFact.Kind.DECLARATION));
  }

  private Gap silent(String component) {
    return new Gap(
        "Which versions of %s are there is not told, and it makes %s for queue %s."
            .formatted(component, form, queue),
        scene.at().lastSeen(component).stream().toList(),
        new MissingFact(
            "versions of all live instances of " + component,
            "queue " + queue,
            "Let every instance of %s report its version, or send component.removed."
                .formatted(component),
            MissingFact.Kind.HEARTBEAT));
  }
}
