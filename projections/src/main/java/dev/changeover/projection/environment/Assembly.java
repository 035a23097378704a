package dev.changeover.projection.environment;

import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.Unfolded;
import dev.changeover.projection.environment.coexistence.CoexistenceFacts;
import dev.changeover.projection.environment.coexistence.Declaration;
import dev.changeover.projection.environment.component.ClientFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.ComponentIdentity;
import dev.changeover.projection.environment.component.InstanceFacts;
import dev.changeover.projection.environment.component.LastSeen;
import dev.changeover.projection.environment.component.VersionFacts;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import dev.changeover.projection.environment.dependant.FlagFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.queue.QueueFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.policy.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the facts of an environment together from its states. */
final class Assembly {
  private final States states;
  private final List<ReleaseFacts> releases;

  private Assembly(States states) {
    this.states = states;
    this.releases = states.all(StateKind.RELEASE);
  }

  static EnvironmentFacts of(String environment, long position, States states) {
    return new Assembly(states).facts(environment, position);
  }

  /**
   * The same facts at a position up to which nothing of them changed, with states that are only
   * read for those who seek them.
   */
  static EnvironmentFacts with(
      EnvironmentFacts facts,
      long position,
      long lettersKnownTo,
      List<Unfolded> unfolded,
      States sought) {
    SortedMap<String, CallbackFacts> callbacks = new TreeMap<>(facts.callbacks());
    callbacks.putAll(callbacks(sought));
    return new EnvironmentFacts(
        facts.environment(),
        position,
        lettersKnownTo,
        unfolded,
        facts.components(),
        facts.queues(),
        facts.flows(),
        facts.migrations(),
        facts.releases(),
        facts.coexistence(),
        facts.actionTypes(),
        facts.errors(),
        sought.all(StateKind.STEP_RUNS),
        Collections.unmodifiableSortedMap(callbacks),
        facts.schedules(),
        facts.caches(),
        facts.flags(),
        facts.paths(),
        facts.incidents(),
        facts.freezes(),
        FeedFacts.byTopic(
            Stream.concat(facts.feeds().values().stream(), sought.all(StateKind.FEED).stream())
                .toList()),
        by(sought.all(StateKind.ENTITY), EntityFacts::key),
        facts.rehearsals(),
        facts.probes(),
        facts.verifications(),
        facts.decisions(),
        facts.policy());
  }

  private EnvironmentFacts facts(String environment, long position) {
    List<Recorded<PolicyDeclared>> policies = states.all(StateKind.POLICY);
    return new EnvironmentFacts(
        environment,
        position,
        position,
        List.of(),
        components(),
        by(StateKind.QUEUE, QueueFacts::queue),
        states.all(StateKind.FLOW),
        by(StateKind.MIGRATION, MigrationFacts::migration),
        by(StateKind.RELEASE, ReleaseFacts::release),
        coexistence(),
        by(StateKind.ACTION_TYPE, ActionTypeFacts::type),
        states.all(StateKind.ERROR),
        states.all(StateKind.STEP_RUNS),
        callbacks(states),
        states.all(StateKind.SCHEDULE),
        by(StateKind.CACHE, CacheFacts::component),
        by(StateKind.FLAG, FlagFacts::flag),
        by(StateKind.PATH, PathFacts::path),
        by(StateKind.INCIDENT, IncidentFacts::incident),
        by(StateKind.FREEZE, FreezeFacts::freeze),
        FeedFacts.byTopic(states.all(StateKind.FEED)),
        by(StateKind.ENTITY, EntityFacts::key),
        states.all(StateKind.REHEARSAL),
        states.all(StateKind.PROBE),
        states.all(StateKind.VERIFICATION),
        states.all(StateKind.DECISION),
        Policy.of(policies.isEmpty() ? null : policies.getFirst()));
  }

  private static SortedMap<String, CallbackFacts> callbacks(States states) {
    SortedMap<String, CallbackFacts> callbacks = new TreeMap<>();
    states.all(StateKind.CALLBACK).forEach(each -> callbacks.putAll(each.byRegistration()));
    return Collections.unmodifiableSortedMap(callbacks);
  }

  private SortedMap<String, ComponentFacts> components() {
    SortedMap<String, ComponentIdentity> identities =
        by(StateKind.COMPONENT, ComponentIdentity::component);
    Map<String, List<VersionFacts>> versions = grouped(StateKind.VERSION, VersionFacts::component);
    Map<String, List<InstanceFacts>> instances =
        grouped(StateKind.INSTANCE, InstanceFacts::component);
    Map<String, List<InstanceFacts>> left = grouped(StateKind.LEFT, InstanceFacts::component);
    Map<String, List<LastSeen>> traces = grouped(StateKind.LAST_SEEN, LastSeen::component);
    Map<String, List<ClientFacts>> clients = grouped(StateKind.CLIENT, ClientFacts::component);
    Map<String, ComponentKind> planned = plannedKinds();
    SortedMap<String, ComponentFacts> components = new TreeMap<>();
    TreeSet<String> names = new TreeSet<>(identities.keySet());
    names.addAll(versions.keySet());
    names.addAll(instances.keySet());
    names.addAll(left.keySet());
    names.addAll(traces.keySet());
    names.addAll(clients.keySet());
    names.addAll(planned.keySet());
    for (String name : names) {
      components.put(
          name,
          ComponentFacts.of(
              name,
              identities.get(name),
              planned.get(name),
              by(versions.getOrDefault(name, List.of()), VersionFacts::version),
              instances.getOrDefault(name, List.of()),
              left.getOrDefault(name, List.of()),
              traces.getOrDefault(name, List.of()),
              by(clients.getOrDefault(name, List.of()), ClientFacts::version)));
    }
    return Collections.unmodifiableSortedMap(components);
  }

  /** What plans say of components; where several do, the latest. */
  private Map<String, ComponentKind> plannedKinds() {
    Map<String, ComponentKind> kinds = new TreeMap<>();
    releases.stream()
        .filter(release -> release.planFact().isPresent())
        .sorted(Comparator.comparing(r -> r.planFact().orElseThrow(), Recorded.BY_TIME))
        .flatMap(release -> release.plan().stream())
        .flatMap(plan -> plan.components().stream())
        .forEach((PlannedComponent each) -> kinds.put(each.name(), each.kind()));
    return kinds;
  }

  private CoexistenceFacts coexistence() {
    List<Declaration> declarations = new ArrayList<>();
    states.all(StateKind.COEXISTENCE).forEach(fact -> declarations.add(declared(fact)));
    for (ReleaseFacts release : releases) {
      Recorded<?> by = release.planFact().orElse(null);
      if (by != null) {
        release.plan().orElseThrow().coexistence().stream()
            .map(
                each ->
                    new Declaration(
                        each.a(), each.b(), each.verdict(), each.until(), release.release(), by))
            .forEach(declarations::add);
      }
    }
    return CoexistenceFacts.of(declarations, states.all(StateKind.PAIR));
  }

  private static Declaration declared(Recorded<CoexistenceDeclared> fact) {
    CoexistenceDeclared e = fact.event();
    String until = e.until() == null ? null : e.until().toString();
    return new Declaration(e.a(), e.b(), e.verdict(), until, null, fact);
  }

  private <S> SortedMap<String, S> by(StateKind<S> kind, Function<S, String> name) {
    return by(states.all(kind), name);
  }

  private static <S> SortedMap<String, S> by(List<S> states, Function<S, String> name) {
    SortedMap<String, S> named = new TreeMap<>();
    states.forEach(state -> named.put(name.apply(state), state));
    return Collections.unmodifiableSortedMap(named);
  }

  private <S> Map<String, List<S>> grouped(StateKind<S> kind, Function<S, String> name) {
    return states.all(kind).stream().collect(Collectors.groupingBy(name));
  }
}
