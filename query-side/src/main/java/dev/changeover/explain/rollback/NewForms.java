package dev.changeover.explain.rollback;

import dev.changeover.event.MessageForm;
import dev.changeover.event.VersionRange;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.queue.FormFlow;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Forms that the versions being left brought, or that nobody can tell from such: messages that they
 * make or take and the target does not, and entries in the component's cache.
 */
record NewForms(Scene scene, String component) {

  List<String> read(Collection<QueueToDrain> queues) {
    NavigableSet<String> forms = new TreeSet<>();
    Stream.of(notTaken(queues), planned(), seen(), cached())
        .flatMap(each -> each)
        .forEach(each -> forms.add(each.text()));
    return List.copyOf(forms);
  }

  private Stream<MessageForm> notTaken(Collection<QueueToDrain> queues) {
    return queues.stream()
        .filter(each -> each.target().component().equals(component))
        .flatMap(
            queue ->
                queue.forms().keySet().stream().filter(form -> !queue.accepts(form).orElse(false)));
  }

  private Stream<MessageForm> planned() {
    return scene.plan().stream()
        .flatMap(plan -> plan.messages().stream())
        .filter(each -> isNew(Optional.ofNullable(each.producedBy().get(component))))
        .map(each -> each.schema());
  }

  private boolean isNew(Optional<VersionRange> makers) {
    return makers
        .filter(range -> scene.left(component).stream().anyMatch(range::mayInclude))
        .filter(range -> !range.includes(target()))
        .isPresent();
  }

  private Stream<MessageForm> seen() {
    List<FormFlow> made =
        scene.environment().flows().stream()
            .filter(each -> each.published() != null && component.equals(each.component()))
            .toList();
    List<MessageForm> byTarget =
        made.stream()
            .filter(each -> target().equals(each.version()))
            .flatMap(each -> Stream.ofNullable(each.form()))
            .toList();
    return made.stream()
        .filter(each -> each.version() != null && scene.left(component).contains(each.version()))
        .flatMap(each -> Stream.ofNullable(each.form()))
        .filter(form -> !byTarget.contains(form));
  }

  private Stream<MessageForm> cached() {
    CacheFacts cache = scene.environment().caches().get(component);
    return cache == null ? Stream.empty() : cache.entriesByFormat().keySet().stream();
  }

  private String target() {
    return scene.targets().versions().getOrDefault(component, "");
  }
}
