package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.projection.action.ActionMessage;
import dev.changeover.projection.action.ActionState;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.OrderOfWords;
import dev.changeover.projection.action.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns facts into the subjects that a retry is judged by. */
final class RetrySubjects {
  private final RetryFacts facts;
  private final Resumption resumption;

  RetrySubjects(RetryFacts facts, Resumption resumption) {
    this.facts = facts;
    this.resumption = resumption;
  }

  List<RetrySubject> all() {
    if (isOver(facts)) {
      return List.of(new ActionUnderRetry(facts, List.of(), true));
    }
    List<RetrySubject> parts = new ArrayList<>();
    facts.at().forwardSteps().stream()
        .filter(Step::attempted)
        .forEach(step -> addStep(step, parts));
    facts.action().messages().stream()
        .filter(this::matters)
        .forEach(message -> parts.add(new MessageOfAction(facts, message)));
    boolean nothingToProve =
        facts.at().waitingMessages().isEmpty()
            && (resumption.from().isEmpty() || parts.stream().noneMatch(RetrySubject::mustBeProved))
            && parts.stream().noneMatch(RetrySubjects::stillRuns);
    parts.addFirst(new ActionUnderRetry(facts, toRun(), nothingToProve));
    return parts;
  }

  /** A step that a try may still be at: the rules speak of it in any case. */
  private static boolean stillRuns(RetrySubject subject) {
    return subject instanceof StepToRepeat step
        && !step.skipped()
        && !(step.live().isEmpty() && step.silent().isEmpty());
  }

  private void addStep(Step step, List<RetrySubject> parts) {
    boolean repeated = resumption.repeats(step);
    parts.add(new StepToRepeat(facts, step, repeated, toRun()));
    if (step.stepClass().effectful()) {
      step.effects().forEach(each -> parts.add(EffectToRepeat.of(facts, step, each, resumption)));
    }
  }

  private List<Step> toRun() {
    return facts.at().forwardSteps().stream().filter(resumption::repeats).toList();
  }

  /** It ended for good, or all of it was undone: there is nothing left that could be repeated. */
  static boolean isOver(RetryFacts facts) {
    return facts
            .action()
            .finished()
            .map(end -> end.event().outcome())
            .filter(RetrySubjects::forGood)
            .isPresent()
        || facts.at().state().state() == ActionState.COMPENSATED;
  }

  private static boolean forGood(ActionOutcome outcome) {
    return switch (outcome) {
      case COMPLETED, CANCELLED -> true;
      case FAILED, COMPENSATED -> false;
    };
  }

  private boolean matters(ActionMessage message) {
    if (message.unconsumed() || mayBeOfAnUntriedStep(message)) {
      return true;
    }
    Set<Optional<String>> components =
        facts.at().forwardSteps().stream()
            .filter(resumption::repeats)
            .flatMap(step -> step.attempts().stream())
            .map(Attempt::component)
            .collect(Collectors.toSet());
    return message.consumed().stream()
        .map(taking -> taking.event().component())
        .anyMatch(component -> mayBeOf(component, components));
  }

  /** Whoever took it may have been about to begin a step, and nothing was told of that. */
  private boolean mayBeOfAnUntriedStep(ActionMessage message) {
    return toRun().stream().anyMatch(step -> !step.attempted())
        && message.consumed().stream()
            .anyMatch(
                taking ->
                    facts.at().forwardSteps().stream()
                        .flatMap(step -> step.attempts().stream())
                        .flatMap(attempt -> attempt.finished().stream())
                        .noneMatch(end -> OrderOfWords.surelyBefore(taking, end)));
  }

  /** A try that does not tell its component may have been that of whoever took the message. */
  private static boolean mayBeOf(@Nullable String taker, Set<Optional<String>> tried) {
    return taker != null
        && (tried.contains(Optional.of(taker)) || tried.contains(Optional.empty()));
  }
}
