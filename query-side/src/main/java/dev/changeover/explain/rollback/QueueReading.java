package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.rollback.QueueToDrain.Acceptance;
import dev.changeover.explain.rollback.QueueToDrain.Snapshot;
import dev.changeover.projection.environment.queue.QueueFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
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
    NavigableSet<String> queues = new Consumers(scene, component).queues();
    boolean mustHaveSome = scene.kind(component).filter(ComponentKind.WORKER::equals).isPresent();
    return queues.isEmpty() && mustHaveSome
        ? Stream.of(queuesUnknown())
        : queues.stream().map(this::read);
  }

  private BlindSpot queuesUnknown() {
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
    Consumers consumers = new Consumers(scene, component);
    Optional<QueueFacts> facts = scene.environment().queue(queue);
    Optional<Snapshot> snapshot = facts.map(each -> snapshot(queue, each));
    SortedMap<MessageForm, Optional<Acceptance>> forms = new TreeMap<>();
    Producers producers = new Producers(scene, queue);
    snapshot.stream()
        .flatMap(each -> each.byForm().entrySet().stream())
        .filter(each -> each.getValue() > 0)
        .forEach(each -> forms.put(each.getKey(), Optional.empty()));
    consumers.liveForms(queue).forEach(each -> forms.put(each, Optional.empty()));
    producers.forms().forEach(each -> forms.put(each, Optional.empty()));
    forms.replaceAll((form, _) -> consumers.accepts(target().version(), queue, form));
    List<MessageForm> rejected =
        forms.entrySet().stream()
            .filter(each -> each.getValue().filter(one -> !one.accepted()).isPresent())
            .map(Map.Entry::getKey)
            .toList();
    return new QueueToDrain(
        queue,
        target(),
        consumers.takers(queue, rejected),
        snapshot,
        forms,
        rejected.stream().flatMap(each -> producers.of(each).stream()).toList(),
        new TreeSet<>(rejected.stream().filter(each -> !producers.areKnown(each)).toList()));
  }

  private Snapshot snapshot(String queue, QueueFacts facts) {
    Duration maxAge = maxAge();
    Recorded<QueueObserved> forms = facts.forms();
    boolean formsAreYoung = forms != null && !scene.cite().fact(queue, "", forms, maxAge).stale();
    Recorded<QueueObserved> chosen = forms != null && formsAreYoung ? forms : facts.latest();
    QueueObserved told = chosen.event();
    long counted = told.bySchema().values().stream().mapToLong(Long::longValue).sum();
    long depth = Math.max(told.depth(), facts.latest().event().depth());
    long unknown = told.unknownSchema() == null ? 0 : told.unknownSchema();
    return new Snapshot(
        new TreeMap<>(told.bySchema()),
        depth,
        Math.max(unknown, depth - counted),
        deadLetters(facts) + delayed(facts),
        scene.cite().fact("content of queue " + queue, content(told), chosen, maxAge));
  }

  private static String content(QueueObserved told) {
    String forms =
        String.join(
            ", ",
            new TreeMap<>(told.bySchema())
                .entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).toList());
    return told.depth() + " waiting" + (forms.isEmpty() ? "" : ": " + forms);
  }

  private static long deadLetters(QueueFacts facts) {
    Recorded<QueueObserved> told = facts.deadLetters();
    Long count = told == null ? null : told.event().deadLetters();
    return count == null ? 0 : count;
  }

  private static long delayed(QueueFacts facts) {
    Recorded<QueueObserved> told = facts.delayed();
    Long count = told == null ? null : told.event().delayed();
    return count == null ? 0 : count;
  }

  private Duration maxAge() {
    boolean rollout = scene.environment().releases().values().stream().anyMatch(ReleaseFacts::open);
    return rollout ? scene.policy().queueMaxAgeInRollout() : scene.policy().queueMaxAge();
  }
}
