package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.Acceptance;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.explain.environment.Producers;
import dev.changeover.explain.environment.QueueContent;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The queues that components going back take work from. */
record QueueReading(Scene scene, String component) {

  static List<RollbackSubject> subjects(Scene scene) {
    return scene.goingBack().stream()
        .flatMap(each -> new QueueReading(scene, each).subjects())
        .toList();
  }

  private Stream<RollbackSubject> subjects() {
    NavigableSet<String> queues = new Consumers(scene.at(), component).queues();
    boolean mustHaveSome = scene.kind(component).filter(ComponentKind.WORKER::equals).isPresent();
    boolean isUntold =
        mustHaveSome && (queues.isEmpty() || new Consumers(scene.at(), component).someAreUntold());
    return Stream.concat(
        isUntold ? Stream.of(queuesUnknown(component)) : Stream.empty(),
        queues.stream().map(this::read));
  }

  static BlindSpot queuesUnknown(String component) {
    String name = "queues of " + component;
    return new BlindSpot(
        name,
        "Which queues %s takes work from is not known.".formatted(component),
        List.of(),
        new MissingFact(
            name,
            name,
            "Let a worker of %s report, or name its queues under messages in the plan."
                .formatted(component),
            MissingFact.Kind.HEARTBEAT));
  }

  private ComponentVersion target() {
    return new ComponentVersion(component, scene.targets().versions().getOrDefault(component, ""));
  }

  private QueueToDrain read(String queue) {
    Consumers consumers = new Consumers(scene.at(), component);
    Optional<QueueContent> snapshot =
        scene.environment().queue(queue).map(each -> QueueContent.read(scene.at(), queue, each));
    SortedMap<MessageForm, Optional<Acceptance>> forms = new TreeMap<>();
    Producers producers = new Producers(scene.at(), queue);
    snapshot.stream()
        .flatMap(each -> each.byForm().entrySet().stream())
        .filter(each -> each.getValue() > 0)
        .forEach(each -> forms.put(each.getKey(), Optional.empty()));
    consumers.liveForms(queue).forEach(each -> forms.put(each, Optional.empty()));
    producers.forms().forEach(each -> forms.put(each, Optional.empty()));
    snapshot.stream()
        .flatMap(each -> each.putInSince().stream())
        .forEach(each -> forms.put(each, Optional.empty()));
    forms.replaceAll((form, _) -> consumers.accepts(target().version(), queue, form));
    List<MessageForm> rejected =
        forms.entrySet().stream()
            .filter(each -> each.getValue().filter(one -> !one.accepted()).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    return new QueueToDrain(
        queue,
        target(),
        consumers.takers(scene.left(component), queue, rejected),
        snapshot,
        forms,
        rejected.stream().flatMap(each -> producers.of(each).stream()).toList(),
        new TreeSet<>(rejected.stream().filter(each -> !producers.areKnown(each)).toList()));
  }
}
