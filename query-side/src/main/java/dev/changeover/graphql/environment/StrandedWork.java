package dev.changeover.graphql.environment;

import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages of a form that no live worker of their queue accepts. */
record StrandedWork(
    String queue,
    String schema,
    @Nullable String component,
    List<String> acceptingVersions,
    long count,
    @Nullable Duration oldestAge,
    List<Long> positions)
    implements Cites {

  /** All that is known of, by queue and form. Where live workers do not tell what they accept, none. */
  static List<StrandedWork> all(EnvironmentFacts facts, Instant instant) {
    return facts.queues().values().stream()
        .flatMap(queue -> Stream.ofNullable(queue.forms()))
        .flatMap(snapshot -> of(facts, snapshot, instant))
        .toList();
  }

  private static Stream<StrandedWork> of(
      EnvironmentFacts facts, Recorded<QueueObserved> snapshot, Instant instant) {
    QueueObserved queue = snapshot.event();
    return queue.bySchema().entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .filter(each -> isStranded(facts, instant, queue.queue(), each.getKey()))
        .map(each -> work(facts, snapshot, each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(StrandedWork::schema));
  }

  private static boolean isStranded(
      EnvironmentFacts facts, Instant instant, String queue, MessageForm form) {
    return switch (Acceptance.of(facts, instant, queue, Optional.of(form))) {
      case Acceptance.Accepted _, Acceptance.NotTold _ -> false;
      case Acceptance.Refused _,
          Acceptance.OnlySilent _,
          Acceptance.AllGone _,
          Acceptance.NobodyKnown _ ->
          true;
    };
  }

  private static StrandedWork work(
      EnvironmentFacts facts, Recorded<QueueObserved> snapshot, MessageForm form, long count) {
    List<WorkerReported> acceptors =
        facts.components().values().stream()
            .flatMap(component -> component.presences().stream())
            .map(Presence::report)
            .flatMap(Stream::ofNullable)
            .map(Recorded::event)
            .filter(report -> report.accepts().contains(form))
            .toList();
    Optional<String> component = acceptors.stream().map(WorkerReported::component).sorted().findFirst();
    return new StrandedWork(
        snapshot.event().queue(),
        form.text(),
        component.orElse(null),
        acceptors.stream()
            .filter(each -> component.filter(each.component()::equals).isPresent())
            .flatMap(each -> Stream.ofNullable(each.version()))
            .distinct()
            .sorted()
            .toList(),
        count,
        snapshot.event().oldestAge(),
        Positions.of(snapshot));
  }
}
