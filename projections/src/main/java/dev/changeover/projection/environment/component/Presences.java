package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes presences of the sightings of one component, and finds what ended each. */
record Presences(
    @Nullable ComponentKind kind,
    @Nullable Recorded<?> serviceRemoved,
    SortedMap<String, VersionFacts> versions,
    List<InstanceFacts> instances) {

  /**
   * Those of the instances; and where each of them has ended, those that others left long ago.
   * Silence does not end an instance, so a component has not ended while one of these has not. They
   * tell nothing more where another is there, or has gone silent itself.
   *
   * @param left instances that fell silent too long ago to be among the others
   * @param traces what versions left
   */
  List<Presence> with(List<InstanceFacts> left, List<LastSeen> traces) {
    List<Presence> presences = all();
    if (kind == ComponentKind.SCHEMA || !presences.stream().allMatch(Presence::hasEnded)) {
      return presences;
    }
    List<Presence> silent = new Presences(kind, serviceRemoved, versions, left).all();
    List<Presence> known = Stream.concat(presences.stream(), silent.stream()).toList();
    return known.isEmpty() ? new Traces(kind, traces).all() : known;
  }

  private List<Presence> all() {
    List<Presence> presences = new ArrayList<>();
    for (InstanceFacts instance : instances) {
      instance
          .versions()
          .forEach((version, seen) -> presences.add(presence(instance, version, seen)));
    }
    return List.copyOf(presences);
  }

  private Presence presence(InstanceFacts instance, String version, Sightings seen) {
    return new Presence(
        instance.component(),
        kind,
        version.isEmpty() ? null : version,
        instance.instance(),
        seen,
        end(instance, version, seen),
        successor(instance, version, seen));
  }

  /** The latest fact that ended it, unless it was seen after that. */
  private @Nullable Recorded<?> end(InstanceFacts instance, String version, Sightings seen) {
    return Stream.<Stream<? extends Recorded<?>>>of(
            instance.ends(version),
            Stream.ofNullable(versions.get(version))
                .flatMap(facts -> facts.announcements().end().stream()),
            Stream.ofNullable(serviceRemoved))
        .flatMap(each -> each)
        .max(Recorded.BY_TIME)
        .filter(end -> !end.effectiveAt().isBefore(seen.last().effectiveAt()))
        .orElse(null);
  }

  private @Nullable Recorded<?> successor(InstanceFacts instance, String version, Sightings seen) {
    return kind == ComponentKind.SCHEMA
        ? laterVersionOfSchema(version, seen).orElse(null)
        : instance.successor(version, seen).orElse(null);
  }

  /** A schema is at one version: the one that was seen last. */
  private Optional<Recorded<?>> laterVersionOfSchema(String version, Sightings seen) {
    return instances.stream()
        .flatMap(instance -> instance.others(version))
        .<Recorded<?>>map(Sightings::last)
        .filter(last -> last.effectiveAt().isAfter(seen.last().effectiveAt()))
        .max(Recorded.BY_TIME);
  }
}
