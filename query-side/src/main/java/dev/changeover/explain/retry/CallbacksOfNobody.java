package dev.changeover.explain.retry;

import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Callbacks that were registered while an action ran, are outstanding and tell no action: the
 * answer may be one to it. Those of components that had no part in it are not among them.
 */
record CallbacksOfNobody(ActionAt at) {

  List<Recorded<CallbackRegistered>> registered() {
    return at.environment().callbacks().values().stream()
        .filter(each -> each.outstandingAt(at.instant()) && each.action().isEmpty())
        .flatMap((CallbackFacts each) -> Stream.ofNullable(each.registered()))
        .filter(each -> mayBeOfItsComponents(each) && mayBeWhileItRan(each.effectiveAt()))
        .toList();
  }

  private boolean mayBeOfItsComponents(Recorded<CallbackRegistered> callback) {
    String component = callback.event().component();
    return component == null
        || at.action().versions().stream()
            .map(ComponentVersion::component)
            .anyMatch(component::equals);
  }

  private boolean mayBeWhileItRan(Instant registered) {
    boolean began =
        at.action()
            .beganAt()
            .filter(start -> registered.isBefore(start.minus(ActionAt.CLOCK_SKEW)))
            .isEmpty();
    return began && over().filter(registered::isAfter).isEmpty();
  }

  /** From when on whoever ran it had ended; empty: of some try nobody told how it ended. */
  private Optional<Instant> over() {
    Stream<Attempt> attempts =
        at.action().steps().stream().flatMap(step -> step.attempts().stream());
    return attempts.allMatch(each -> each.finished().isPresent())
        ? at.action().lastProgress().map(last -> last.effectiveAt().plus(ActionAt.CLOCK_SKEW))
        : Optional.empty();
  }
}
