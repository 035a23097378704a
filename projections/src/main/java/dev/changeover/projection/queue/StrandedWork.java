package dev.changeover.projection.queue;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Messages of one form in a queue that no live worker is known to take.
 *
 * @param count messages, as the snapshot tells
 * @param acceptingVersions versions of workers, whether alive or not, that ever said they take the
 *     form from this queue
 * @param acceptance how it stands with the workers of the queue; never {@code Accepted}
 * @param certain that nobody takes them: the workers of the queue are all known, and those that may
 *     be alive refuse the form. False: nobody is known to take them
 * @param snapshot the fact that tells the count; its age is the reader's to judge
 */
public record StrandedWork(
    String queue,
    MessageForm form,
    long count,
    SortedSet<ComponentVersion> acceptingVersions,
    Acceptance acceptance,
    boolean certain,
    Recorded<QueueObserved> snapshot) {

  /** All of it in an environment, by queue and form. */
  public static List<StrandedWork> in(EnvironmentFacts environment, Instant instant) {
    return environment.queues().values().stream()
        .flatMap(queue -> in(environment, queue, instant))
        .toList();
  }

  private static Stream<StrandedWork> in(
      EnvironmentFacts environment, QueueFacts queue, Instant instant) {
    Recorded<QueueObserved> snapshot = queue.forms();
    return snapshot == null
        ? Stream.empty()
        : snapshot.event().bySchema().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Comparator.comparing(entry -> entry.getKey()))
            .flatMap(
                entry ->
                    of(environment, snapshot, entry.getKey(), entry.getValue(), instant).stream());
  }

  private static Optional<StrandedWork> of(
      EnvironmentFacts environment,
      Recorded<QueueObserved> snapshot,
      MessageForm form,
      long count,
      Instant instant) {
    String queue = snapshot.event().queue();
    Acceptance acceptance = Acceptance.of(environment, instant, queue, Optional.of(form));
    if (acceptance instanceof Acceptance.Accepted) {
      return Optional.empty();
    }
    List<Presence> acceptors = acceptors(environment, queue, form);
    boolean perhaps =
        Stream.concat(acceptors.stream(), workersOfUntoldQueues(environment))
            .anyMatch(each -> each.possiblyLiveAt(instant, environment.policy()));
    boolean certain =
        switch (acceptance) {
          case Acceptance.Refused _ -> !perhaps;
          case Acceptance.AllGone _ -> !perhaps;
          case Acceptance.Accepted _,
              Acceptance.NotTold _,
              Acceptance.OnlySilent _,
              Acceptance.NobodyKnown _ ->
              false;
        };
    return Optional.of(
        new StrandedWork(queue, form, count, versions(acceptors), acceptance, certain, snapshot));
  }

  /** Those that tell no queue may take from any. */
  private static Stream<Presence> workersOfUntoldQueues(EnvironmentFacts environment) {
    return environment.components().values().stream()
        .flatMap(component -> component.presences().stream())
        .filter(each -> each.report() != null && each.report().event().queues().isEmpty());
  }

  private static List<Presence> acceptors(
      EnvironmentFacts environment, String queue, MessageForm form) {
    return environment.components().values().stream()
        .flatMap(component -> component.presences().stream())
        .filter(each -> accepts(each, queue, form))
        .toList();
  }

  private static boolean accepts(Presence presence, String queue, MessageForm form) {
    Recorded<WorkerReported> report = presence.report();
    return report != null
        && report.event().queues().contains(queue)
        && report.event().accepts().contains(form);
  }

  private static SortedSet<ComponentVersion> versions(List<Presence> acceptors) {
    SortedSet<ComponentVersion> versions = new TreeSet<>();
    for (Presence each : acceptors) {
      if (each.version() != null) {
        versions.add(new ComponentVersion(each.component(), each.version()));
      }
    }
    return versions;
  }
}
