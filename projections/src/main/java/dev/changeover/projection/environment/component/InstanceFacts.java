package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one named instance, or of a component that was seen as a whole.
 *
 * @param instance null: sightings of the whole component, which name no instance
 * @param versions sightings by version; the empty text for a worker that does not say
 * @param stops latest {@code worker.stopped} by version; the empty text where it names none
 * @param removals latest {@code component.removed} of this instance by version
 */
public record InstanceFacts(
    String component,
    @Nullable String instance,
    SortedMap<String, Sightings> versions,
    SortedMap<String, Recorded<WorkerStopped>> stops,
    SortedMap<String, Recorded<ComponentRemoved>> removals) {

  /** Nothing known yet. */
  public static InstanceFacts none(String component, @Nullable String instance) {
    return new InstanceFacts(component, instance, Join.none(), Join.none(), Join.none());
  }

  public InstanceFacts observed(Recorded<ComponentObserved> fact) {
    String version = fact.event().version();
    return seen(version, sightings(version).observed(fact));
  }

  public InstanceFacts reported(Recorded<WorkerReported> fact) {
    String version = orEmpty(fact.event().version());
    return seen(version, sightings(version).reported(fact));
  }

  public InstanceFacts stopped(Recorded<WorkerStopped> fact) {
    return new InstanceFacts(
        component,
        instance,
        versions,
        Join.latest(stops, orEmpty(fact.event().version()), fact),
        removals);
  }

  public InstanceFacts removed(Recorded<ComponentRemoved> fact) {
    return new InstanceFacts(
        component, instance, versions, stops, Join.latest(removals, fact.event().version(), fact));
  }

  /**
   * The versions at which it was left: seen, and neither stopped, removed nor seen at another
   * version since. What has gone silent is not gone.
   */
  public List<String> leftAt() {
    return versions.entrySet().stream()
        .filter(each -> end(each.getKey(), each.getValue()).isEmpty())
        .filter(each -> successor(each.getKey(), each.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The latest fact that stopped or removed it, unless it was seen after that. */
  Optional<Recorded<?>> end(String version, Sightings seen) {
    return ends(version)
        .max(Recorded.BY_TIME)
        .filter(end -> !end.effectiveAt().isBefore(seen.last().effectiveAt()));
  }

  /** What stopped or removed it at a version. */
  Stream<Recorded<?>> ends(String version) {
    return Stream.concat(naming(stops, version), naming(removals, version));
  }

  /** Facts that name this version or none; all, where the instance does not tell its version. */
  private static <F extends Recorded<?>> Stream<Recorded<?>> naming(
      SortedMap<String, F> facts, String version) {
    return facts.entrySet().stream()
        .filter(
            fact -> version.isEmpty() || fact.getKey().isEmpty() || fact.getKey().equals(version))
        .map(Map.Entry::getValue);
  }

  /** The first sighting at another version after the last at this one, where it has a name. */
  Optional<Recorded<?>> successor(String version, Sightings seen) {
    return instance == null
        ? Optional.empty()
        : others(version)
            .<Recorded<?>>map(Sightings::first)
            .filter(first -> first.effectiveAt().isAfter(seen.last().effectiveAt()))
            .min(Recorded.BY_TIME);
  }

  /** Its sightings at other versions. */
  Stream<Sightings> others(String version) {
    return versions.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(version))
        .map(Map.Entry::getValue);
  }

  /** When anything was last told of it. */
  public Instant lastTold() {
    return Stream.<Stream<? extends Recorded<?>>>of(
            versions.values().stream().map(Sightings::last),
            stops.values().stream(),
            removals.values().stream())
        .flatMap(each -> each)
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private InstanceFacts seen(String version, Sightings sightings) {
    return new InstanceFacts(
        component, instance, Join.put(versions, version, sightings), stops, removals);
  }

  private Sightings sightings(String version) {
    Sightings known = versions.get(version);
    return known == null ? Sightings.NONE : known;
  }

  private static String orEmpty(@Nullable String version) {
    return version == null ? "" : version;
  }
}
