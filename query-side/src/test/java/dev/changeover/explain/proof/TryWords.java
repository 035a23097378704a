package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which try it was, and of whom: what its start and its end both tell.
 *
 * @param compensates the step that it undoes; null: it undoes none
 */
record TryWords(
    ActionRef action,
    String step,
    int number,
    @Nullable String component,
    @Nullable String version,
    @Nullable String instance,
    @Nullable String graph,
    @Nullable String compensates) {

  /** The first try at a step, by an instance that is not told. */
  static TryWords first(
      ActionRef action, String step, @Nullable String component, @Nullable String version) {
    return new TryWords(action, step, 1, component, version, null, null, null);
  }

  TryWords on(@Nullable String told) {
    return new TryWords(action, step, number, component, version, instance, told, compensates);
  }

  StepStarted started() {
    return started(null, null);
  }

  StepStarted started(@Nullable Instant lease, @Nullable String stepClass) {
    return new StepStarted(
        action,
        step,
        number,
        component,
        version,
        instance,
        graph,
        lease,
        null,
        compensates,
        stepClass);
  }

  StepFinished finished(AttemptOutcome outcome) {
    return finished(outcome, null, null);
  }

  StepFinished finished(
      AttemptOutcome outcome, @Nullable AttemptError error, @Nullable Instant next) {
    return new StepFinished(
        action,
        step,
        number,
        component,
        version,
        instance,
        graph,
        outcome,
        error,
        next,
        null,
        compensates);
  }
}
