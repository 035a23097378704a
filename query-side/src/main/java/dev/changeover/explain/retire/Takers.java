package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.Acceptance;
import dev.changeover.explain.environment.Consumers;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.queue.FormFlow;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who takes which form from a queue, the version that would go apart from all others. */
record Takers(Scene scene, ComponentVersion version, String queue) {

  /** Whether something is so, is not, or was not told. */
  enum Told {
    YES,
    NO,
    NOT_TOLD
  }

  /** Whether the version is known to take from the queue, or was never heard of its queues. */
  boolean mayTake() {
    List<Recorded<WorkerReported>> reports = reports().toList();
    boolean reported = reports.stream().anyMatch(each -> each.event().queues().contains(queue));
    return reports.isEmpty() || reported || hasConsumed() || !planned().isEmpty();
  }

  /** Forms that it is known to take, by any word of it. */
  NavigableSet<MessageForm> forms() {
    NavigableSet<MessageForm> forms = new TreeSet<>(consumed());
    forms.addAll(planned());
    onQueue().forEach(each -> forms.addAll(each.event().accepts()));
    return forms;
  }

  /** Whether the version takes a form; any word of it that it does counts. */
  Told itself(MessageForm form) {
    if (forms().contains(form)) {
      return Told.YES;
    }
    List<Recorded<WorkerReported>> reports = onQueue().toList();
    boolean told =
        !reports.isEmpty() && reports.stream().noneMatch(each -> each.event().accepts().isEmpty());
    boolean planned =
        new Consumers(scene.at(), version.component())
            .accepts(version.version(), queue, form)
            .filter(each -> !each.accepted())
            .isPresent();
    return told || planned ? Told.NO : Told.NOT_TOLD;
  }

  /** Whether all forms that it takes are told. */
  boolean allFormsAreTold() {
    List<Recorded<WorkerReported>> reports = onQueue().toList();
    return !reports.isEmpty()
        && reports.stream().noneMatch(each -> each.event().accepts().isEmpty());
  }

  /** What shows that another live worker takes a form. */
  Optional<CitedFact> others(MessageForm form) {
    return otherWorkers()
        .flatMap(each -> acceptance(each, form).stream())
        .filter(Acceptance::accepted)
        .map(Acceptance::fact)
        .findFirst();
  }

  /** Whether another live worker takes a form. */
  Told byOthers(MessageForm form) {
    if (others(form).isPresent()) {
      return Told.YES;
    }
    return otherWorkers().allMatch(each -> acceptance(each, form).isPresent())
        ? Told.NO
        : Told.NOT_TOLD;
  }

  private Optional<Acceptance> acceptance(Presence worker, MessageForm form) {
    return new Consumers(scene.at(), worker.component())
        .accepts(String.valueOf(worker.version()), queue, form);
  }

  /** Live workers on the queue that do not tell their version. */
  List<CitedFact> unversioned() {
    return scene.cite(
        scene
            .possiblyLive()
            .filter(each -> each.version() == null && each.report() != null)
            .filter(each -> takesFromQueue(each))
            .toList());
  }

  /** Workers of other versions whose own heartbeat is fresh and that take new work. */
  private Stream<Presence> otherWorkers() {
    return scene
        .possiblyLive()
        .filter(each -> each.version() != null && each.report() != null)
        .filter(
            each ->
                !each.component().equals(version.component())
                    || !version.version().equals(each.version()))
        .filter(each -> each.reportFreshAt(scene.instant(), scene.policy()))
        .filter(this::takesFromQueue)
        .filter(each -> !Draining.takesNothingNew(each));
  }

  private boolean takesFromQueue(Presence presence) {
    Recorded<WorkerReported> report = presence.report();
    return report != null && report.event().queues().contains(queue);
  }

  private Stream<Recorded<WorkerReported>> reports() {
    return scene.presences(version.component()).stream()
        .filter(each -> version.version().equals(each.version()))
        .flatMap(each -> Stream.ofNullable(each.report()));
  }

  private Stream<Recorded<WorkerReported>> onQueue() {
    return reports().filter(each -> each.event().queues().contains(queue));
  }

  /** Whether it took any message from the queue, of a form that was told or not. */
  private boolean hasConsumed() {
    return taken().findAny().isPresent();
  }

  private List<MessageForm> consumed() {
    return taken().flatMap(each -> Stream.ofNullable(each.form())).toList();
  }

  private Stream<FormFlow> taken() {
    return scene.environment().flows().stream()
        .filter(each -> each.queue().equals(queue) && each.consumed() != null)
        .filter(each -> version.component().equals(each.component()))
        .filter(each -> version.version().equals(each.version()));
  }

  private List<MessageForm> planned() {
    return scene.environment().releases().values().stream()
        .flatMap(each -> each.plan().stream())
        .flatMap(each -> each.messages().stream())
        .filter(each -> each.queue() == null || queue.equals(each.queue()))
        .filter(
            each ->
                Optional.ofNullable(each.acceptedBy().get(version.component()))
                    .filter(range -> range.mayInclude(version.version()))
                    .isPresent())
        .map(each -> each.schema())
        .toList();
  }
}
