package dev.changeover.explain.environment;

import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the versions of a component take from queues. A version's own reports count before plans; of
 * several reports that differ, the stricter counts.
 */
public record Consumers(EnvironmentAt at, String component) {

  /** Queues that any version of it was ever known to take from, or is planned to. */
  public NavigableSet<String> queues() {
    NavigableSet<String> queues = new TreeSet<>();
    presences().flatMap(Consumers::report).forEach(each -> queues.addAll(each.event().queues()));
    at.plan().stream()
        .flatMap(plan -> plan.messages().stream())
        .filter(each -> each.acceptedBy().containsKey(component))
        .flatMap(each -> Stream.ofNullable(each.queue()))
        .forEach(queues::add);
    at.facts().flows().stream()
        .filter(each -> each.consumed() != null && component.equals(each.component()))
        .forEach(each -> queues.add(each.queue()));
    return queues;
  }

  /**
   * Whether a worker of it that is there does not tell its queues, and no plan does: what others
   * take from, or it did before, says nothing of that.
   */
  public boolean someAreUntold() {
    boolean planned =
        at.facts().releases().values().stream()
            .flatMap(release -> release.plan().stream())
            .flatMap(plan -> plan.messages().stream())
            .anyMatch(each -> each.queue() != null && each.acceptedBy().containsKey(component));
    return !planned
        && at.possiblyLive(component).stream()
            .flatMap(Consumers::report)
            .anyMatch(each -> each.event().queues().isEmpty());
  }

  /** Forms that versions of it which are there take from a queue. */
  public NavigableSet<MessageForm> liveForms(String queue) {
    NavigableSet<MessageForm> forms = new TreeSet<>();
    at.possiblyLive(component).stream()
        .flatMap(Consumers::report)
        .filter(each -> each.event().queues().contains(queue))
        .forEach(each -> forms.addAll(each.event().accepts()));
    return forms;
  }

  /** Those versions that take all of these forms from the queue, so that they can drain it. */
  public List<String> takers(Collection<String> versions, String queue, List<MessageForm> forms) {
    return versions.stream()
        .filter(
            version ->
                forms.stream()
                    .allMatch(
                        form ->
                            accepts(version, queue, form).filter(Acceptance::accepted).isPresent()))
        .toList();
  }

  /** Whether a version takes a form from a queue; empty: nobody has said. */
  public Optional<Acceptance> accepts(String version, String queue, MessageForm form) {
    return byReport(version, queue, form).or(() -> byPlan(version, queue, form));
  }

  private Optional<Acceptance> byReport(String version, String queue, MessageForm form) {
    List<Recorded<WorkerReported>> reports =
        presences()
            .filter(each -> version.equals(each.version()))
            .flatMap(Consumers::report)
            .filter(each -> each.event().queues().contains(queue))
            .filter(each -> !each.event().accepts().isEmpty())
            .toList();
    boolean byAll = reports.stream().allMatch(each -> each.event().accepts().contains(form));
    return reports.stream()
        .filter(each -> each.event().accepts().contains(form) == byAll)
        .max(Recorded.BY_TIME)
        .map(
            each ->
                new Acceptance(
                    byAll,
                    at.cite()
                        .fact(
                            "forms that %s %s accepts".formatted(component, version),
                            String.join(
                                ", ",
                                each.event().accepts().stream()
                                    .map(MessageForm::toString)
                                    .toList()),
                            each)));
  }

  private Optional<Acceptance> byPlan(String version, String queue, MessageForm form) {
    return at.facts().releases().values().stream()
        .flatMap(release -> byPlan(release, version, queue, form))
        .min((one, other) -> Boolean.compare(one.accepted(), other.accepted()));
  }

  private Stream<Acceptance> byPlan(
      ReleaseFacts release, String version, String queue, MessageForm form) {
    return release.plan().stream()
        .flatMap(plan -> plan.messages().stream())
        .filter(each -> each.schema().equals(form))
        .filter(each -> each.queue() == null || queue.equals(each.queue()))
        .flatMap(each -> Stream.ofNullable(each.acceptedBy().get(component)))
        .filter(range -> range.includes(version) || !range.mayInclude(version))
        .flatMap(
            range ->
                release.planFact().stream()
                    .map(
                        fact ->
                            new Acceptance(
                                range.includes(version),
                                at.cite()
                                    .fact(
                                        "%s that accepts %s".formatted(component, form),
                                        range.toString(),
                                        fact))));
  }

  private Stream<Presence> presences() {
    return at.facts().component(component).map(ComponentFacts::presences).stream()
        .flatMap(List::stream);
  }

  private static Stream<Recorded<WorkerReported>> report(Presence presence) {
    return Stream.ofNullable(presence.report());
  }
}
