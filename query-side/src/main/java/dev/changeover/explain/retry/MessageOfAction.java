package dev.changeover.explain.retry;

import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.OnUnknown;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.explain.environment.QueueOfWorker;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.action.ActionMessage;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A message of the action that still waits, or that a step which runs again would take. */
public record MessageOfAction(RetryFacts facts, ActionMessage message) implements RetrySubject {

  @Override
  public String name() {
    return message.name();
  }

  @Override
  public boolean mustBeProved() {
    return false;
  }

  public Acceptance acceptance() {
    return facts.at().acceptanceOf(message);
  }

  /** Live workers on its queue that refuse its form, and are not known to give it back. */
  public List<Presence> refusers() {
    return others(Standing.LIVE, report -> !report.accepts().isEmpty());
  }

  /** Silent ones of that kind: should they still run, one of them may take it. */
  public List<Presence> silentRefusers() {
    return others(Standing.SILENT, report -> !report.accepts().isEmpty());
  }

  /** Live workers on its queue that do not tell which forms they accept, and never took such. */
  public List<Presence> undecided() {
    return others(Standing.LIVE, report -> report.accepts().isEmpty()).stream()
        .filter(worker -> !tookItBefore(worker))
        .toList();
  }

  /** A worker of a version that took such a message before will take it again. */
  public boolean tookItBefore(Presence worker) {
    return message.consumed().stream()
        .anyMatch(
            taking ->
                worker.component().equals(taking.event().component())
                    && Objects.equals(worker.version(), taking.event().version()));
  }

  private List<Presence> others(Standing standing, Predicate<WorkerReported> wanted) {
    return message.form().isEmpty()
        ? List.of()
        : facts.environment().components().values().stream()
            .flatMap(component -> component.presences().stream())
            .filter(each -> each.standingAt(asked(), facts.policy()) == standing)
            .filter(
                each ->
                    each.report() != null
                        && mayLose(each.report().event())
                        && wanted.test(each.report().event()))
            .toList();
  }

  private boolean mayLose(WorkerReported worker) {
    return QueueOfWorker.mayTake(facts.environment(), worker, message.queue())
        && worker.state() == WorkerState.RUNNING
        && !worker.accepts().contains(message.form().orElseThrow())
        && (worker.onUnknown() == null || worker.onUnknown() == OnUnknown.DISCARD);
  }

  /** Its form as people say it. */
  public String form() {
    return message.form().map(Object::toString).orElse("a message of a form not told");
  }

  public List<Recorded<?>> told() {
    return Stream.<Recorded<?>>concat(message.published().stream(), message.consumed().stream())
        .toList();
  }
}
