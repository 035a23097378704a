package dev.changeover.explain.environment;

import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.util.stream.Stream;

/** Whether a worker takes from a queue. */
public final class QueueOfWorker {
  private QueueOfWorker() {}

  /** It says so; or it tells no queue at all, and another of its component takes from this one. */
  public static boolean mayTake(EnvironmentFacts facts, WorkerReported worker, String queue) {
    return worker.queues().contains(queue)
        || (worker.queues().isEmpty() && othersTake(facts, worker.component(), queue));
  }

  private static boolean othersTake(EnvironmentFacts facts, String component, String queue) {
    return facts.component(component).stream()
        .flatMap(each -> each.presences().stream())
        .map(Presence::report)
        .flatMap(Stream::ofNullable)
        .anyMatch(each -> each.event().queues().contains(queue));
  }
}
