package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.TraceGapFound;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A business action as its events tell it, whatever order they came in.
 *
 * @param declared what is declared of its type; empty: nothing
 * @param accepted the first word of its acceptance
 * @param finished the last word of its end
 * @param key business key, e.g. {@code customer/42}; empty: no order known
 * @param steps forward steps: in declared order, then by first try; compensations are steps too
 * @param versions everything that touched it
 * @param gaps parts of its record known to be missing
 * @param facts all its events in order of time
 */
public record Action(
    String environment,
    ActionRef ref,
    Optional<Recorded<ActionTypeDeclared>> declared,
    Optional<Recorded<ActionAccepted>> accepted,
    Optional<Recorded<ActionFinished>> finished,
    Optional<String> key,
    List<Step> steps,
    List<ActionMessage> messages,
    SortedSet<ComponentVersion> versions,
    List<Recorded<TraceGapFound>> gaps,
    List<Recorded<OfAction>> facts) {

  /** All effects of all steps, in the order of the steps. */
  public List<Effect> effects() {
    return steps.stream().flatMap(step -> step.effects().stream()).toList();
  }

  public Optional<Step> step(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /** When the newest of its events took effect; empty: it has none. */
  public Optional<Instant> lastSeenAt() {
    return facts.isEmpty() ? Optional.empty() : Optional.of(facts.getLast().effectiveAt());
  }

  /** The last of its facts that shows it moving: neither look-ups nor gaps do. */
  public Optional<Recorded<?>> lastProgress() {
    return facts.stream()
        .filter(fact -> ActionReading.isProgress(fact.event()))
        .<Recorded<?>>map(fact -> fact)
        .max(Recorded.BY_TIME);
  }

  /** When it was accepted, else when its first event took effect. */
  public Optional<Instant> beganAt() {
    return accepted
        .map(Recorded::effectiveAt)
        .or(() -> facts.stream().findFirst().map(Recorded::effectiveAt));
  }
}
