package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * An action with the same business key in the same environment, accepted later, that completed.
 *
 * @param completed the word of its completion
 */
public record NewerAction(ActionRef ref, Instant acceptedAt, Recorded<ActionFinished> completed) {

  /**
   * The latest completed action that is newer than this one, among others of its environment.
   *
   * @return empty where there is none, or where the action has no key: then no order is known
   */
  public static Optional<NewerAction> than(Action action, Collection<Action> others) {
    return others.stream()
        .filter(other -> action.key().isPresent() && other.key().equals(action.key()))
        .filter(other -> !other.ref().equals(action.ref()))
        .filter(other -> isLater(other, action))
        .flatMap(other -> completed(other).stream())
        .max(Comparator.comparing(NewerAction::acceptedAt).thenComparing(NewerAction::ref));
  }

  private static boolean isLater(Action other, Action action) {
    return other.beganAt().flatMap(later -> action.beganAt().filter(later::isAfter)).isPresent();
  }

  /** A completion counts whatever was told after it: what it wrote is there. */
  private static Optional<NewerAction> completed(Action other) {
    return ActionReading.of(ActionFinished.class, other.facts())
        .filter(end -> end.event().outcome() == ActionOutcome.COMPLETED)
        .reduce((_, later) -> later)
        .map(end -> new NewerAction(other.ref(), other.beganAt().orElseThrow(), end));
  }
}
