package dev.changeover.projection.action;

import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who takes messages of a form from a queue, at an instant. */
public sealed interface Acceptance {

  /** At least one live worker takes them. */
  record Accepted(List<Presence> by) implements Acceptance {}

  /** Live workers are on the queue, and at least one does not tell which forms it accepts. */
  record NotTold(List<Presence> workers) implements Acceptance {}

  /** Live workers are on the queue, and none of them accepts the form. */
  record Refused(List<Presence> workers) implements Acceptance {}

  /**
   * None of the workers on the queue is known to take work, and some may: they are silent, told it
   * too long ago or are about to stop. Those that have ended are not among them.
   */
  record OnlySilent(List<Presence> workers) implements Acceptance {}

  /** Workers have been on the queue; all of them have stopped or been gone for long. */
  record AllGone(List<Presence> workers) implements Acceptance {}

  /** No worker ever told that it takes work from the queue. */
  record NobodyKnown() implements Acceptance {}

  /** Who takes messages of this form from this queue; form empty: whatever its form. */
  static Acceptance of(
      EnvironmentFacts environment, Instant instant, String queue, Optional<MessageForm> form) {
    List<Presence> workers =
        environment.components().values().stream()
            .flatMap(component -> component.presences().stream())
            .filter(each -> each.report() != null && each.report().event().queues().contains(queue))
            .toList();
    if (workers.isEmpty()) {
      return new NobodyKnown();
    }
    List<Presence> live =
        workers.stream()
            .filter(each -> tellsFreshly(each, environment, instant) && takesWork(each))
            .toList();
    if (live.isEmpty()) {
      List<Presence> silent =
          workers.stream()
              .filter(each -> each.possiblyLiveAt(instant, environment.policy()))
              .toList();
      return silent.isEmpty() ? new AllGone(workers) : new OnlySilent(silent);
    }
    List<Presence> takers = live.stream().filter(each -> accepts(each, form)).toList();
    if (!takers.isEmpty()) {
      return new Accepted(takers);
    }
    return live.stream().anyMatch(each -> report(each).accepts().isEmpty())
        ? new NotTold(live)
        : new Refused(live);
  }

  /**
   * What a worker takes is known by its heartbeat alone: another sighting shows that it runs, not
   * that it still takes from the queue.
   */
  private static boolean tellsFreshly(
      Presence worker, EnvironmentFacts environment, Instant instant) {
    return worker.liveAt(instant, environment.policy())
        && worker.reportFreshAt(instant, environment.policy());
  }

  private static boolean takesWork(Presence worker) {
    return report(worker).state() == WorkerState.RUNNING;
  }

  private static boolean accepts(Presence worker, Optional<MessageForm> form) {
    return form.isEmpty() || report(worker).accepts().contains(form.get());
  }

  private static WorkerReported report(Presence worker) {
    Recorded<WorkerReported> report = worker.report();
    if (report == null) {
      throw new IllegalStateException(worker + " was chosen as a worker and never reported");
    }
    return report.event();
  }
}
