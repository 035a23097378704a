package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An action seen at an instant, among all that is known of its environment: what still runs, what
 * is true of its effects, what state it is in. The facts are those known at a position; the instant
 * only tells how old they are.
 *
 * @param newer the latest completed action with the same key that is newer; empty: none
 */
public record ActionAt(
    Action action, EnvironmentFacts environment, Instant instant, Optional<NewerAction> newer) {

  /** Without progress for longer than this an action stalls, where nothing is declared. */
  public static final Duration EXPECTED_PROGRESS = Duration.ofMinutes(15);

  /** How late an automatic retry may be and still be expected. */
  public static final Duration RETRY_GRACE = Duration.ofMinutes(10);

  /** What state it is in. */
  public StateSince state() {
    return new StateDerivation(this).state();
  }

  /** Whether a try at one of its steps still runs. */
  public AttemptLife lifeOf(Attempt attempt) {
    return lives().lifeOf(attempt, action.step(attempt.step()).flatMap(Step::timeout));
  }

  /** What is known of one of its effects. */
  public EffectTruth truthOf(Effect effect) {
    return EffectTruths.of(
        effect,
        this::lifeOf,
        inFlightBound(effect),
        compensationOf(effect.step()).map(each -> each));
  }

  /** How long after a try's end its call may still take effect at the callee. */
  public Duration inFlightBound(Effect effect) {
    Duration timeout = action.step(effect.step()).flatMap(Step::timeout).orElse(null);
    return environment.policy().inFlightBound(timeout);
  }

  /** Steps of the way forward: all but those that undo another. */
  public List<Step> forwardSteps() {
    return action.steps().stream().filter(step -> step.compensates().isEmpty()).toList();
  }

  /** Steps that undo another, as far as they were tried. */
  public List<Step> compensations() {
    return action.steps().stream().filter(step -> step.compensates().isPresent()).toList();
  }

  /** The end of the last successful undoing of a step; empty: none. */
  public Optional<Recorded<StepFinished>> compensationOf(String step) {
    return compensations().stream()
        .filter(each -> each.compensates().filter(step::equals).isPresent())
        .flatMap(each -> each.attempts().stream())
        .filter(Attempt::succeeded)
        .flatMap(each -> each.finished().stream())
        .max(Recorded.BY_TIME);
  }

  /** The messages of it that nobody took. */
  public List<ActionMessage> waitingMessages() {
    return action.messages().stream().filter(ActionMessage::unconsumed).toList();
  }

  /** Who takes such a message. */
  public Acceptance acceptanceOf(ActionMessage message) {
    return Acceptance.of(environment, instant, message.queue(), message.form());
  }

  /** Answers of third parties that it still waits for. */
  public List<CallbackFacts> outstandingCallbacks() {
    return environment.callbacksOf(action.ref()).stream()
        .filter(each -> each.outstandingAt(instant))
        .toList();
  }

  /** The last try at a step that told of an automatic retry which has not begun; empty: none. */
  public Optional<Attempt> toBeRetried(Step step) {
    return step.attempted()
        ? Optional.of(step.attempts().getLast())
            .filter(each -> !each.succeeded() && each.nextRetryAt().isPresent())
        : Optional.empty();
  }

  AttemptLives lives() {
    return new AttemptLives(environment, instant);
  }
}
