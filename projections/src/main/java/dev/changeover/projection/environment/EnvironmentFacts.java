package dev.changeover.projection.environment;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.projection.Unfolded;
import dev.changeover.projection.environment.coexistence.CoexistenceFacts;
import dev.changeover.projection.environment.coexistence.ObservedPair;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Overlaps;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import dev.changeover.projection.environment.dependant.FlagFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import dev.changeover.projection.environment.dependant.ScheduleFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.Reversibility;
import dev.changeover.projection.environment.queue.FormFlow;
import dev.changeover.projection.environment.queue.QueueFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of an environment beside its actions, as of a position in the log. Nothing here
 * depends on a clock; what is live, silent or overdue is asked with an instant and the policy.
 *
 * @param position the facts up to and including it are folded in; -1: none
 * @param lettersKnownTo what {@code unfolded} says holds up to and including this position; the
 *     facts after it may yet turn out not to be folded
 * @param unfolded what the read models that verdicts are made from lack of this environment
 * @param components by name; also those that only a plan names
 * @param queues by name
 * @param flows who puts message forms into queues and takes them from there
 * @param migrations by name
 * @param releases by id
 * @param coexistence what may live side by side, as declared, planned and verified
 * @param actionTypes by name
 * @param errors how tries at steps failed, on which versions
 * @param stepRuns how versions fare with steps. From the rows: of the types of the actions asked
 *     for
 * @param callbacks by name. From the rows: those outstanding, and those of the actions asked for
 * @param schedules as each version of a component has them
 * @param caches by component
 * @param flags by name
 * @param paths by name
 * @param incidents by id, open and resolved
 * @param freezes by the name that its sources give it, open and ended
 * @param feeds by topic, those of which records were not taken
 * @param entities by business key. From the rows: those asked for
 * @param rehearsals of each way back
 * @param probes the latest result of each probe with each set of exercised versions and outcome
 * @param verifications the latest result of each test run
 * @param decisions the latest of each actor on each question and subject
 */
public record EnvironmentFacts(
    String environment,
    long position,
    long lettersKnownTo,
    List<Unfolded> unfolded,
    SortedMap<String, ComponentFacts> components,
    SortedMap<String, QueueFacts> queues,
    List<FormFlow> flows,
    SortedMap<String, MigrationFacts> migrations,
    SortedMap<String, ReleaseFacts> releases,
    CoexistenceFacts coexistence,
    SortedMap<String, ActionTypeFacts> actionTypes,
    List<ErrorFacts> errors,
    List<StepRuns> stepRuns,
    SortedMap<String, CallbackFacts> callbacks,
    List<ScheduleFacts> schedules,
    SortedMap<String, CacheFacts> caches,
    SortedMap<String, FlagFacts> flags,
    SortedMap<String, PathFacts> paths,
    SortedMap<String, IncidentFacts> incidents,
    SortedMap<String, FreezeFacts> freezes,
    SortedMap<String, FeedFacts> feeds,
    SortedMap<String, EntityFacts> entities,
    List<RehearsalFacts> rehearsals,
    List<Recorded<ProbeFinished>> probes,
    List<Recorded<VerificationFinished>> verifications,
    List<Recorded<DecisionRecorded>> decisions,
    Policy policy) {

  /**
   * Folds facts in memory, in whatever order and however often they are given. Facts of other
   * environments are passed over.
   */
  public static EnvironmentFacts fold(String environment, Collection<Recorded<?>> facts) {
    long head = facts.stream().mapToLong(Recorded::position).max().orElse(-1);
    return fold(environment, facts, head);
  }

  /** Folds the facts up to and including a position, and leaves nothing out. */
  public static EnvironmentFacts fold(
      String environment, Collection<Recorded<?>> facts, long position) {
    return Assembly.of(environment, position, states(environment, facts, position));
  }

  /** Folds to exactly what {@link EnvironmentReader#read(String, long, Instant)} reads. */
  public static EnvironmentFacts fold(
      String environment, Collection<Recorded<?>> facts, long position, Instant instant) {
    States states = states(environment, facts, position).readAt(instant);
    return Assembly.of(environment, position, states);
  }

  private static States states(String environment, Collection<Recorded<?>> facts, long position) {
    States states = new States();
    for (Recorded<?> fact : facts) {
      String place = EnvironmentFold.placeOf(fact);
      if (place != null
          && fact.position() <= position
          && EnvironmentFold.concerns(environment, fact)) {
        EnvironmentFold.changes(place, fact).forEach(states::apply);
      }
    }
    return states;
  }

  /** The same, where a version that ended long ago is among the presences of its component. */
  public EnvironmentFacts with(ComponentVersion longEnded) {
    ComponentFacts known = components.get(longEnded.component());
    if (known == null || !known.endedLongAgo().containsKey(longEnded.version())) {
      return this;
    }
    SortedMap<String, ComponentFacts> told = new TreeMap<>(components);
    told.put(longEnded.component(), known.with(longEnded.version()));
    return new EnvironmentFacts(
        environment,
        position,
        lettersKnownTo,
        unfolded,
        Collections.unmodifiableSortedMap(told),
        queues,
        flows,
        migrations,
        releases,
        coexistence,
        actionTypes,
        errors,
        stepRuns,
        callbacks,
        schedules,
        caches,
        flags,
        paths,
        incidents,
        freezes,
        feeds,
        entities,
        rehearsals,
        probes,
        verifications,
        decisions,
        policy);
  }

  public Optional<ComponentFacts> component(String name) {
    return Optional.ofNullable(components.get(name));
  }

  public Optional<QueueFacts> queue(String name) {
    return Optional.ofNullable(queues.get(name));
  }

  public Optional<MigrationFacts> migration(String name) {
    return Optional.ofNullable(migrations.get(name));
  }

  public Optional<ReleaseFacts> release(String id) {
    return Optional.ofNullable(releases.get(id));
  }

  public Optional<EntityFacts> entity(String key) {
    return Optional.ofNullable(entities.get(key));
  }

  /** What is declared of the type of an action that began at a moment, the latest word last. */
  public List<Recorded<ActionTypeDeclared>> declared(String actionType, Instant began) {
    ActionTypeFacts facts = actionTypes.get(actionType);
    return facts == null ? List.of() : facts.inForce(began, policy.longestBusinessCycle());
  }

  /** How the versions of a component fare with a step of actions of a type. */
  public List<StepRuns> stepRuns(String actionType, String step, String component) {
    return stepRuns.stream()
        .filter(each -> each.actionType().equals(actionType))
        .filter(each -> each.step().equals(step) && each.component().equals(component))
        .toList();
  }

  /** Callbacks that an action waits for or has waited for. */
  public List<CallbackFacts> callbacksOf(ActionRef action) {
    return callbacks.values().stream()
        .filter(each -> each.action().filter(action::equals).isPresent())
        .toList();
  }

  /** Live workers, with their latest heartbeat in {@link Presence#report}. */
  public List<Presence> workers(Instant instant) {
    return components.values().stream()
        .flatMap(component -> component.live(instant, policy).stream())
        .filter(presence -> presence.report() != null)
        .toList();
  }

  /** Versions that were seen side by side, each with what was declared and proved of the two. */
  public List<ObservedPair> observedPairs(Instant instant) {
    return Overlaps.of(components.values(), instant, policy).stream()
        .map(
            overlap ->
                new ObservedPair(
                    overlap,
                    coexistence.declarations(overlap.one(), overlap.other()),
                    coexistence.verification(overlap.one(), overlap.other()).orElse(null)))
        .toList();
  }

  /** What plans, declarations and events say of undoing a phase; irreversible wins. */
  public Reversibility reversibility(String migration, Phase phase) {
    List<Reversibility> said = new ArrayList<>();
    migration(migration).map(each -> each.reversibility(phase)).ifPresent(said::add);
    for (ReleaseFacts release : releases.values()) {
      Recorded<?> by = release.planFact().orElse(null);
      release.plan().stream()
          .flatMap(plan -> plan.migrations().stream())
          .filter(each -> each.name().equals(migration))
          .forEach(each -> said.add(Reversibility.said(each.reversible().get(phase), by)));
    }
    return Reversibility.strictest(said);
  }
}
