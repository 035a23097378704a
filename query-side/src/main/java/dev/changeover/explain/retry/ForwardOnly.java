package dev.changeover.explain.retry;

import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.EffectTruth.Happened;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a retry only finishes what is past its go or no-go: the pivot surely happened, the retry
 * leaves it behind, and every step that it runs comes after it and is one to repeat until it
 * succeeds, or one without effects.
 */
final class ForwardOnly {
  private ForwardOnly() {}

  /** The pivot that it is past; empty: it is not, or that is not proved. */
  static Optional<Step> pivot(RetryFacts facts, Resumption resumption) {
    ActionAt at = facts.at();
    List<Step> steps = at.forwardSteps();
    List<Step> pivots =
        steps.stream().filter(step -> step.stepClass() instanceof StepClass.Pivot).toList();
    boolean proved =
        at.compensations().isEmpty()
            && pivots.stream().allMatch(pivot -> isPassed(at, resumption, pivot));
    Set<String> before = new HashSet<>();
    pivots.forEach(pivot -> Resumption.addAllBefore(pivot.name(), steps, before));
    boolean onlyFinishes =
        steps.stream()
            .filter(resumption::repeats)
            .allMatch(step -> !before.contains(step.name()) && mayBeRepeated(step));
    return pivots.isEmpty() || !proved || !onlyFinishes
        ? Optional.empty()
        : Optional.of(pivots.getLast());
  }

  private static boolean isPassed(ActionAt at, Resumption resumption, Step pivot) {
    return pivot.succeeded()
        && !resumption.repeats(pivot)
        && !pivot.effects().isEmpty()
        && pivot.effects().stream()
            .allMatch(
                effect -> at.truthOf(effect) instanceof Happened(boolean inPart, _) && !inPart);
  }

  private static boolean mayBeRepeated(Step step) {
    return step.stepClass() instanceof StepClass.Retriable || !step.stepClass().effectful();
  }
}
