package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one component has had to do with an action. Joining is commutative, associative and
 * idempotent.
 *
 * @param begun the earliest that was told of it there
 * @param last the latest
 * @param step the latest start or end of a step there
 */
record ActionPart(
    String environment,
    ActionRef ref,
    String component,
    Told begun,
    Told last,
    Optional<StepTold> step) {

  /** What one fact tells; empty: it names no component. */
  static Optional<ActionPart> of(Recorded<?> fact, OfAction event) {
    String component = ActionRow.componentOf(event);
    if (component == null) {
      return Optional.empty();
    }
    Told told =
        new Told(
            fact.effectiveAt(),
            fact.position(),
            ComponentVersion.toldBy(event).map(ComponentVersion::version).orElse(null));
    return Optional.of(
        new ActionPart(
            ActionRow.environmentOf(fact), event.action(), component, told, told, step(fact)));
  }

  private static Optional<StepTold> step(Recorded<?> fact) {
    return switch (fact.event()) {
      case StepStarted e ->
          Optional.of(new StepTold(fact.effectiveAt(), fact.position(), e.step(), false));
      case StepFinished e ->
          Optional.of(
              new StepTold(
                  fact.effectiveAt(),
                  fact.position(),
                  e.step(),
                  e.outcome() == AttemptOutcome.SUCCEEDED));
      default -> Optional.empty();
    };
  }

  ActionPart merge(ActionPart other) {
    return new ActionPart(
        environment,
        ref,
        component,
        begun.compareTo(other.begun) <= 0 ? begun : other.begun,
        last.compareTo(other.last) >= 0 ? last : other.last,
        Stream.of(step, other.step)
            .flatMap(Optional::stream)
            .max(Comparator.comparing(StepTold::at).thenComparingLong(StepTold::position)));
  }

  /** The step that it stands at; null: none, or it ended well. */
  @Nullable String standsAt() {
    return step.filter(each -> !each.done()).map(StepTold::step).orElse(null);
  }

  /** A fact that was told of it, and the version that it names; null: none. */
  record Told(Instant at, long position, @Nullable String version) implements Comparable<Told> {
    @Override
    public int compareTo(Told other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(position, other.position);
    }
  }

  /** A start or an end of a step; {@code done}: an end that succeeded. */
  record StepTold(Instant at, long position, String step, boolean done) {}
}
