package dev.changeover.explain.environment;

import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.explain.CitedFact;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.Standing;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An environment, looked at from an instant. What many subjects ask of it alike is worked out once:
 * the facts and the instant do not change.
 */
public final class EnvironmentAt {
  private final EnvironmentFacts facts;
  private final Instant instant;
  private final Optional<ReleaseFacts> release;
  private final Map<String, PlannedComponent> planned = new HashMap<>();
  private final NavigableSet<String> migratedSchemas;
  private final Map<String, List<Presence>> possiblyLive = new ConcurrentHashMap<>();
  private final Map<String, NavigableSet<String>> liveVersions = new ConcurrentHashMap<>();

  /**
   * Looks at an environment.
   *
   * @param release the release that the question is about, whose plan tells more; empty: none
   */
  public EnvironmentAt(EnvironmentFacts facts, Instant instant, Optional<ReleaseFacts> release) {
    this.facts = facts;
    this.instant = instant;
    this.release = release;
    plan().stream()
        .flatMap(each -> each.components().stream())
        .forEach(each -> planned.putIfAbsent(each.name(), each));
    this.migratedSchemas = Collections.unmodifiableNavigableSet(schemasOf(facts));
  }

  private static NavigableSet<String> schemasOf(EnvironmentFacts facts) {
    NavigableSet<String> schemas = new TreeSet<>();
    facts
        .migrations()
        .values()
        .forEach(each -> MigrationStanding.schemaOf(facts, each).ifPresent(schemas::add));
    return schemas;
  }

  public EnvironmentFacts facts() {
    return facts;
  }

  public Instant instant() {
    return instant;
  }

  /** The release that the question is about; empty: none. */
  public Optional<ReleaseFacts> release() {
    return release;
  }

  public Policy policy() {
    return facts.policy();
  }

  public Citing cite() {
    return new Citing(instant);
  }

  public Optional<ReleasePlan> plan() {
    return release.flatMap(ReleaseFacts::plan);
  }

  /** What the plan says of a component. */
  public Optional<PlannedComponent> planned(String component) {
    return Optional.ofNullable(planned.get(component));
  }

  public Optional<ComponentKind> kind(String component) {
    return facts
        .component(component)
        .flatMap(each -> Optional.ofNullable(each.kind()))
        .or(() -> planned(component).map(PlannedComponent::kind));
  }

  /** Said to be one, or changed by a migration. */
  public boolean isSchema(String component) {
    return kind(component)
        .map(ComponentKind.SCHEMA::equals)
        .orElseGet(() -> migratedSchemas().contains(component));
  }

  /** Components that migrations change. */
  public NavigableSet<String> migratedSchemas() {
    return migratedSchemas;
  }

  /** Instances that are there, or of which nobody has proved that they are not. */
  public List<Presence> possiblyLive(String component) {
    return possiblyLive.computeIfAbsent(
        component,
        name ->
            facts
                .component(name)
                .map(each -> each.possiblyLive(instant, policy()))
                .orElse(List.of()));
  }

  /** Their versions. */
  public NavigableSet<String> liveVersions(String component) {
    return liveVersions.computeIfAbsent(component, name -> versionsOf(possiblyLive(name)));
  }

  private static NavigableSet<String> versionsOf(List<Presence> presences) {
    NavigableSet<String> versions = new TreeSet<>();
    for (Presence each : presences) {
      if (each.version() != null) {
        versions.add(each.version());
      }
    }
    return Collections.unmodifiableNavigableSet(versions);
  }

  /**
   * Versions that others may meet: live ones, and those with active clients, whoever serves them.
   */
  public NavigableSet<String> versionsInUse(String component) {
    NavigableSet<String> versions = new TreeSet<>(liveVersions(component));
    versions.addAll(activeClients(component).keySet());
    return versions;
  }

  /** The latest counts that found clients, by version. */
  private Map<String, Recorded<ClientObserved>> activeClients(String component) {
    Map<String, Recorded<ClientObserved>> active = new TreeMap<>();
    clientCounts(component).entrySet().stream()
        .filter(each -> each.getValue().event().activeClients() > 0)
        .forEach(each -> active.put(each.getKey(), each.getValue()));
    return active;
  }

  /**
   * Known by clients alone, and not counted lately: which versions they are at is not known. Where
   * none was found, as little is known once that is too long ago.
   */
  public boolean clientsAreOutOfSight(String component) {
    Map<String, Recorded<ClientObserved>> active = activeClients(component);
    Collection<Recorded<ClientObserved>> telling =
        active.isEmpty() ? clientCounts(component).values() : active.values();
    Duration longest = policy().of(component).dependantMaxAge();
    return !telling.isEmpty()
        && facts.component(component).filter(each -> each.presences().isEmpty()).isPresent()
        && telling.stream().allMatch(each -> each.effectiveAt().plus(longest).isBefore(instant));
  }

  private Map<String, Recorded<ClientObserved>> clientCounts(String component) {
    return facts
        .component(component)
        .<Map<String, Recorded<ClientObserved>>>map(ComponentFacts::clients)
        .orElse(Map.of());
  }

  /** Its live versions, each with its instances counted. */
  public List<LiveVersion> live(String component) {
    return liveVersions(component).stream().map(version -> live(component, version)).toList();
  }

  private LiveVersion live(String component, String version) {
    List<Presence> at =
        possiblyLive(component).stream().filter(each -> version.equals(each.version())).toList();
    int fresh = (int) at.stream().filter(each -> each.liveAt(instant, policy())).count();
    int leaving =
        (int) at.stream().filter(each -> each.liveAt(instant, policy()) && isLeaving(each)).count();
    return new LiveVersion(version, fresh, leaving, at.size() - fresh, lastSeen(at).orElseThrow());
  }

  /** Its last report says that it takes no more work. */
  private static boolean isLeaving(Presence presence) {
    return presence.report() != null && presence.report().event().state() != WorkerState.RUNNING;
  }

  /** The newest word of any instance of it that has not ended, else of any, else of its clients. */
  public Optional<CitedFact> lastSeen(String component) {
    return facts
        .component(component)
        .map(ComponentFacts::presences)
        .flatMap(this::lastSeen)
        .or(() -> lastCounted(component));
  }

  private Optional<CitedFact> lastCounted(String component) {
    Map<String, Recorded<ClientObserved>> active = activeClients(component);
    return (active.isEmpty() ? clientCounts(component) : active)
        .values().stream()
            .max(Recorded.BY_TIME)
            .map(
                each ->
                    cite()
                        .fact(
                            "clients of %s %s".formatted(component, each.event().version()),
                            each.event().activeClients() + " active",
                            each,
                            policy().of(component).dependantMaxAge()));
  }

  private Optional<CitedFact> lastSeen(List<Presence> presences) {
    return presences.stream()
        .max(
            Comparator.comparing((Presence each) -> !each.hasEnded())
                .thenComparing(Presence::lastSeen, Recorded.BY_TIME))
        .map(this::cite);
  }

  public CitedFact cite(Presence presence) {
    String version = presence.version() == null ? "unknown version" : presence.version();
    Standing standing = presence.standingAt(instant, policy());
    return cite()
        .fact(
            "%s of %s"
                .formatted(
                    presence.instance() == null ? "presence" : "instance " + presence.instance(),
                    presence.component()),
            version + ", " + standing,
            presence.lastSeen(),
            presence.kind() == ComponentKind.SCHEMA ? null : presence.maxAge(policy()));
  }

  /**
   * Whether it is known what runs of a component: an instance of it is fresh, or all that was seen
   * of it has ended and no pipeline says that it is there.
   */
  public boolean isSeen(String component) {
    return facts
        .component(component)
        .filter(each -> each.isDeterminate(instant, policy()) || isGone(each))
        .isPresent();
  }

  /** Whether all that was ever seen of it has ended, and no pipeline says that it is there. */
  public boolean isGone(ComponentFacts component) {
    return !component.presences().isEmpty()
        && component.announced().isEmpty()
        && component.presences().stream()
            .allMatch(each -> each.end() != null || each.successor() != null);
  }
}
