package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.projection.action.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a retry starts and what it would run again.
 *
 * @param from the first step that runs again; empty: every known step succeeded, or none is known,
 *     or the step asked for is not known
 * @param again names of the steps that would run again, or for the first time
 */
record Resumption(Optional<String> from, Set<String> again) {

  /** Starts at the step asked for, else at the first one that has not succeeded. */
  static Resumption of(RetryFacts facts) {
    List<Step> steps = facts.at().forwardSteps();
    Optional<String> from =
        facts.fromStep().isPresent()
            ? facts.fromStep().filter(name -> named(steps, name))
            : steps.stream().filter(step -> !step.succeeded()).map(Step::name).findFirst();
    Set<String> again = new HashSet<>();
    from.ifPresent(name -> addWithFollowers(name, steps, again));
    if (facts.fromStep().isEmpty()) {
      steps.stream()
          .filter(step -> !step.succeeded())
          .forEach(step -> addWithFollowers(step.name(), steps, again));
    }
    return new Resumption(from, Set.copyOf(again));
  }

  boolean repeats(Step step) {
    return again.contains(step.name());
  }

  /** The step of this name and all that come after it. */
  static Set<String> withFollowers(String name, List<Step> steps) {
    Set<String> names = new HashSet<>();
    addWithFollowers(name, steps, names);
    return names;
  }

  private static void addWithFollowers(String name, List<Step> steps, Set<String> again) {
    if (again.add(name)) {
      for (int i = 0; i < steps.size(); i++) {
        if (predecessors(i, steps).contains(name)) {
          addWithFollowers(steps.get(i).name(), steps, again);
        }
      }
    }
  }

  /** Adds the names of all steps that come before one, the nearest and what comes before those. */
  static void addAllBefore(String name, List<Step> steps, Set<String> before) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(name)) {
        predecessors(i, steps).stream()
            .filter(before::add)
            .forEach(each -> addAllBefore(each, steps, before));
      }
    }
  }

  /** The steps that come before one: as declared, else the one before it in the list. */
  static List<String> predecessors(int index, List<Step> steps) {
    return predecessors(
        index,
        steps.stream().map(Step::name).toList(),
        steps.get(index).declared().map(StepDeclaration::after).orElse(null));
  }

  /** Likewise, of the step at a place among these names. */
  static List<String> predecessors(int index, List<String> names, @Nullable List<String> after) {
    if (after != null) {
      return after;
    }
    return index == 0 ? List.of() : List.of(names.get(index - 1));
  }

  private static boolean named(List<Step> steps, String name) {
    return steps.stream().anyMatch(step -> step.name().equals(name));
  }
}
