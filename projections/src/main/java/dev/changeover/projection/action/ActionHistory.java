package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionRef;
import dev.changeover.event.EventId;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The set of the events of one action. Joining two sets is a union by identity: commutative,
 * associative, idempotent, so neither order nor repetition matters.
 *
 * @param facts each event once, in order of time
 */
public record ActionHistory(String environment, ActionRef ref, List<Recorded<OfAction>> facts) {

  public ActionHistory {
    Map<EventId, Recorded<OfAction>> byId = new TreeMap<>();
    facts.forEach(each -> byId.merge(each.id(), each, ActionHistory::first));
    facts = byId.values().stream().sorted(Recorded.BY_TIME).toList();
  }

  /** An action nothing is known of. */
  public static ActionHistory unobserved(String environment, ActionRef ref) {
    return new ActionHistory(environment, ref, List.of());
  }

  /** The union of both. */
  public ActionHistory merge(Collection<Recorded<OfAction>> more) {
    return new ActionHistory(
        environment, ref, Stream.concat(facts.stream(), more.stream()).toList());
  }

  /** Its business key, which its own events tell whatever is declared of its type; empty: none. */
  public Optional<String> key() {
    return ActionReading.key(facts);
  }

  /** What the events tell, read in the light of what is declared of the action's type. */
  public Action action(Optional<Recorded<ActionTypeDeclared>> declared) {
    return ActionReading.read(this, declared.stream().toList());
  }

  /** The same, in the light of what was declared of its type when it began, and since. */
  public Action action(EnvironmentFacts environment) {
    return ActionReading.read(
        this,
        facts.isEmpty()
            ? List.of()
            : environment.declared(ref.type(), facts.getFirst().effectiveAt()));
  }

  /** A fact is recorded once; should it come back under another position, the first one counts. */
  private static Recorded<OfAction> first(Recorded<OfAction> one, Recorded<OfAction> other) {
    return one.position() <= other.position() ? one : other;
  }
}
