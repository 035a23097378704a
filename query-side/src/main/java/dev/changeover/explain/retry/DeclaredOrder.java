package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Declarations that put the steps which they share into different orders. Nobody knows then which
 * step was next, what a retry would run and what it would skip.
 */
final class DeclaredOrder {
  private DeclaredOrder() {}

  static Optional<RecordGap> of(RetryFacts facts) {
    List<Recorded<ActionTypeDeclared>> declared = facts.declarations();
    for (int i = 1; i < declared.size(); i++) {
      for (Recorded<ActionTypeDeclared> earlier : declared.subList(0, i)) {
        Optional<String> step = differing(earlier.event().steps(), declared.get(i).event().steps());
        if (step.isPresent()) {
          return Optional.of(
              new RecordGap(
                  "what comes before %s is declared in two ways".formatted(step.get()),
                  List.of(earlier, declared.get(i))));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> differing(List<StepDeclaration> one, List<StepDeclaration> two) {
    Set<String> shared = new TreeSet<>(names(one));
    shared.retainAll(names(two));
    return shared.stream()
        .filter(name -> !before(name, one, shared).equals(before(name, two, shared)))
        .findFirst();
  }

  /** Those that come before a step, at whatever distance. */
  private static Set<String> before(String name, List<StepDeclaration> steps, Set<String> shared) {
    Set<String> before = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(name));
    while (!open.isEmpty()) {
      int index = names(steps).indexOf(open.removeLast());
      if (index >= 0) {
        Resumption.predecessors(index, names(steps), steps.get(index).after()).stream()
            .filter(before::add)
            .forEach(open::add);
      }
    }
    before.retainAll(shared);
    return before;
  }

  private static List<String> names(List<StepDeclaration> steps) {
    return steps.stream().map(StepDeclaration::name).toList();
  }
}
