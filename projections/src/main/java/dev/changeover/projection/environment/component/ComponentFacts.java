package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a component. What was seen and what was only announced are kept apart: a
 * deployment is no proof that anything runs.
 *
 * @param kind observed, else as a plan says; null: nobody said
 * @param versions by version: announcements, marks, artifacts, capacity
 * @param presences instances at versions, in order of component, instance and version
 * @param endedLongAgo versions that have ended, too long ago for their instances to be among the
 *     presences; each as a whole
 * @param announced versions put here by a pipeline and neither replaced nor removed since, each
 *     with the fact
 * @param clientCounts counts of active clients by version
 */
public record ComponentFacts(
    String component,
    @Nullable ComponentKind kind,
    SortedMap<String, VersionFacts> versions,
    List<Presence> presences,
    SortedMap<String, Presence> endedLongAgo,
    SortedMap<String, Recorded<?>> announced,
    SortedMap<String, ClientFacts> clientCounts) {

  /**
   * Puts together what is known.
   *
   * @param left instances that fell silent too long ago to be among the others
   * @param traces what versions left
   * @param plannedKind what the latest plan that names it says; null: none does
   */
  public static ComponentFacts of(
      String component,
      @Nullable ComponentIdentity identity,
      @Nullable ComponentKind plannedKind,
      SortedMap<String, VersionFacts> versions,
      List<InstanceFacts> instances,
      List<InstanceFacts> left,
      List<LastSeen> traces,
      SortedMap<String, ClientFacts> clientCounts) {
    ComponentKind seenKind = identity == null ? null : identity.kind().orElse(null);
    ComponentKind kind = seenKind == null ? plannedKind : seenKind;
    Recorded<?> removed = identity == null ? null : identity.removed();
    List<Presence> presences = new Presences(kind, removed, versions, instances).with(left, traces);
    return new ComponentFacts(
        component,
        kind,
        versions,
        presences,
        endedLongAgo(kind, presences, left, traces),
        Announced.of(versions, removed),
        clientCounts);
  }

  private static SortedMap<String, Presence> endedLongAgo(
      @Nullable ComponentKind kind,
      List<Presence> presences,
      List<InstanceFacts> left,
      List<LastSeen> traces) {
    if (kind == ComponentKind.SCHEMA) {
      return Join.none();
    }
    NavigableMap<String, Presence> ended = new Traces(kind, traces).ended();
    presences.forEach(each -> ended.remove(String.valueOf(each.version())));
    left.forEach(each -> each.leftAt().forEach(ended::remove));
    return Collections.unmodifiableNavigableMap(ended);
  }

  /** The same, with a version that ended long ago among the presences. */
  public ComponentFacts with(String longEnded) {
    Presence presence = endedLongAgo.get(longEnded);
    return presence == null
        ? this
        : new ComponentFacts(
            component,
            kind,
            versions,
            Stream.concat(presences.stream(), Stream.of(presence)).toList(),
            endedLongAgo,
            announced,
            clientCounts);
  }

  /** Count of active clients by version, as it holds now. */
  public SortedMap<String, Recorded<ClientObserved>> clients() {
    SortedMap<String, Recorded<ClientObserved>> latest = new TreeMap<>();
    clientCounts.forEach((version, counts) -> latest.put(version, counts.counted()));
    return latest;
  }

  /** Instances seen within their maximum age. */
  public List<Presence> live(Instant instant, Policy policy) {
    return presences(each -> each.liveAt(instant, policy));
  }

  /** Instances that are LIVE or SILENT. */
  public List<Presence> possiblyLive(Instant instant, Policy policy) {
    return presences(each -> each.possiblyLiveAt(instant, policy));
  }

  /** Versions of live instances; an instance that does not tell its version adds none. */
  public SortedSet<String> liveVersions(Instant instant, Policy policy) {
    return versions(live(instant, policy));
  }

  /** Versions of instances that are LIVE or SILENT. */
  public SortedSet<String> possiblyLiveVersions(Instant instant, Policy policy) {
    return versions(possiblyLive(instant, policy));
  }

  /** Whether any instance is fresh; if not, nothing can be said of what runs. */
  public boolean isDeterminate(Instant instant, Policy policy) {
    return presences.stream().anyMatch(each -> each.liveAt(instant, policy));
  }

  /** Instances at a version. */
  public List<Presence> at(String version) {
    return presences(each -> version.equals(each.version()));
  }

  private List<Presence> presences(Predicate<Presence> wanted) {
    return presences.stream().filter(wanted).toList();
  }

  private static SortedSet<String> versions(List<Presence> presences) {
    SortedSet<String> versions = new TreeSet<>();
    for (Presence presence : presences) {
      if (presence.version() != null) {
        versions.add(presence.version());
      }
    }
    return versions;
  }
}
