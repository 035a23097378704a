package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  List<Presence> all() {
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
            naming(instance.stops(), version),
            naming(instance.removals(), version),
            Stream.ofNullable(versions.get(version))
                .flatMap(facts -> facts.announcements().end().stream()),
            Stream.ofNullable(serviceRemoved))
        .flatMap(each -> each)
        .max(Recorded.BY_TIME)
        .filter(end -> !end.effectiveAt().isBefore(seen.last().effectiveAt()))
        .orElse(null);
  }

  /** Facts that name this version or none; all, where the instance does not tell its version. */
  private static <F> Stream<F> naming(SortedMap<String, F> facts, String version) {
    return facts.entrySet().stream()
        .filter(
            fact -> version.isEmpty() || fact.getKey().isEmpty() || fact.getKey().equals(version))
        .map(Map.Entry::getValue);
  }

  private @Nullable Recorded<?> successor(InstanceFacts instance, String version, Sightings seen) {
    if (kind == ComponentKind.SCHEMA) {
      return laterVersionOfSchema(version, seen).orElse(null);
    }
    if (instance.instance() == null) {
      return null;
    }
    return others(instance, version)
        .<Recorded<?>>map(Sightings::first)
        .filter(first -> first.effectiveAt().isAfter(seen.last().effectiveAt()))
        .min(Recorded.BY_TIME)
        .orElse(null);
  }

  /** A schema is at one version: the one that was seen last. */
  private Optional<Recorded<?>> laterVersionOfSchema(String version, Sightings seen) {
    return instances.stream()
        .flatMap(instance -> others(instance, version))
        .<Recorded<?>>map(Sightings::last)
        .filter(last -> last.effectiveAt().isAfter(seen.last().effectiveAt()))
        .max(Recorded.BY_TIME);
  }

  private static Stream<Sightings> others(InstanceFacts instance, String version) {
    return instance.versions().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(version))
        .map(Map.Entry::getValue);
  }
}
