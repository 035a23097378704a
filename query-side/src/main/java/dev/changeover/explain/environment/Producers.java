package dev.changeover.explain.environment;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.queue.FormFlow;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who makes the forms that come into a queue, as plans say and as messages showed. */
public record Producers(EnvironmentAt at, String queue) {

  /** Forms that the plan brings, or that something which is there was seen to make. */
  public NavigableSet<MessageForm> forms() {
    NavigableSet<MessageForm> forms = new TreeSet<>();
    at.plan().stream()
        .flatMap(plan -> plan.messages().stream())
        .filter(this::isForQueue)
        .forEach(each -> forms.add(each.schema()));
    flows()
        .filter(each -> !live(each).isEmpty() || isOutOfSight(each))
        .flatMap(each -> Stream.ofNullable(each.form()))
        .forEach(forms::add);
    return forms;
  }

  /** Whether it is told who makes a form, and nobody is known to make it who is out of sight. */
  public boolean areKnown(MessageForm form) {
    List<FormFlow> seen = flows().filter(each -> form.equals(each.form())).toList();
    return (!seen.isEmpty() || planned(form).anyMatch(each -> !each.producedBy().isEmpty()))
        && seen.stream().noneMatch(this::isOutOfSight);
  }

  /** Components that are told to make the form, at whatever version. */
  public NavigableSet<String> components(MessageForm form) {
    NavigableSet<String> components = new TreeSet<>();
    planned(form).forEach(each -> components.addAll(each.producedBy().keySet()));
    flows()
        .filter(each -> form.equals(each.form()))
        .flatMap(each -> Stream.ofNullable(each.component()))
        .forEach(components::add);
    return components;
  }

  /** Versions that are there and make the form. */
  public List<Producer> of(MessageForm form) {
    List<Producer> producers = new ArrayList<>();
    planned(form)
        .flatMap(each -> each.producedBy().entrySet().stream())
        .forEach(
            each ->
                at.possiblyLive(each.getKey()).stream()
                    .filter(
                        one -> one.version() != null && each.getValue().mayInclude(one.version()))
                    .forEach(one -> add(producers, one, form)));
    flows()
        .filter(each -> form.equals(each.form()))
        .flatMap(each -> live(each).stream())
        .forEach(each -> add(producers, each, form));
    return producers.stream().distinct().toList();
  }

  private void add(List<Producer> producers, Presence presence, MessageForm form) {
    if (presence.version() != null) {
      producers.add(
          new Producer(
              new ComponentVersion(presence.component(), presence.version()),
              form,
              at.cite(presence)));
    }
  }

  private Stream<PlannedMessage> planned(MessageForm form) {
    return at.facts().releases().values().stream()
        .flatMap((ReleaseFacts release) -> release.plan().stream())
        .flatMap(plan -> plan.messages().stream())
        .filter(each -> each.schema().equals(form) && isForQueue(each));
  }

  private boolean isForQueue(PlannedMessage message) {
    return message.queue() == null || queue.equals(message.queue());
  }

  private Stream<FormFlow> flows() {
    return at.facts().flows().stream()
        .filter(each -> each.queue().equals(queue) && each.published() != null);
  }

  /** Nobody ever told of an instance of the producer, so nobody can say that it is gone. */
  private boolean isOutOfSight(FormFlow flow) {
    return flow.component() == null
        || flow.version() == null
        || at.facts()
            .component(flow.component())
            .filter(each -> !each.presences().isEmpty())
            .isEmpty();
  }

  private List<Presence> live(FormFlow flow) {
    return flow.component() == null || flow.version() == null
        ? List.of()
        : at.possiblyLive(flow.component()).stream()
            .filter(each -> flow.version().equals(each.version()))
            .toList();
  }
}
