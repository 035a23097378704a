package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.join.Join;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a version leaves for ever: what has gone silent is not gone, however long ago that
 * was. It changes once a day (UTC) and instance, not with every heartbeat. What ended one instance
 * says nothing of another, so the version has ended only when each instance of its last days has.
 *
 * @param version the empty text for a worker, or a stop, that does not say
 * @param observed the first sighting by presence of the last day that has one
 * @param reported the first heartbeat of the last day that has one
 * @param stopped the latest stop of any instance
 * @param removed the latest removal of any instance
 * @param instances what is known of each instance of the last days; the empty text for sightings
 *     that name none
 */
public record LastSeen(
    String component,
    String version,
    @Nullable Recorded<ComponentObserved> observed,
    @Nullable Recorded<WorkerReported> reported,
    @Nullable Recorded<WorkerStopped> stopped,
    @Nullable Recorded<ComponentRemoved> removed,
    SortedMap<String, LastDays> instances) {

  /** Versions that were last seen so much earlier than the component were replaced. */
  private static final Duration TOGETHER = Duration.ofDays(7);

  /** Nothing known yet. */
  public static LastSeen none(String component, @Nullable String version) {
    return new LastSeen(component, orEmpty(version), null, null, null, null, Join.none());
  }

  public LastSeen observed(Recorded<ComponentObserved> fact) {
    return new LastSeen(
        component,
        version,
        ofLastDay(observed, fact),
        reported,
        stopped,
        removed,
        seen(fact.event().instance(), fact));
  }

  public LastSeen reported(Recorded<WorkerReported> fact) {
    return new LastSeen(
        component,
        version,
        observed,
        ofLastDay(reported, fact),
        stopped,
        removed,
        seen(fact.event().instance(), fact));
  }

  public LastSeen stopped(Recorded<WorkerStopped> fact) {
    return new LastSeen(
        component,
        version,
        observed,
        reported,
        Recorded.latest(stopped, fact),
        removed,
        ended(fact.event().instance(), fact));
  }

  public LastSeen removed(Recorded<ComponentRemoved> fact) {
    return new LastSeen(
        component,
        version,
        observed,
        reported,
        stopped,
        Recorded.latest(removed, fact),
        ended(fact.event().instance(), fact));
  }

  private SortedMap<String, LastDays> seen(@Nullable String instance, Recorded<?> fact) {
    return with(orEmpty(instance), known(orEmpty(instance)).seen(fact.effectiveAt()));
  }

  private SortedMap<String, LastDays> ended(@Nullable String instance, Recorded<?> fact) {
    return with(orEmpty(instance), known(orEmpty(instance)).ended(fact.effectiveAt()));
  }

  /** Most heartbeats change nothing, and then nothing is copied. */
  private SortedMap<String, LastDays> with(String instance, LastDays told) {
    return told.equals(known(instance))
        ? instances
        : LastDays.within(TOGETHER, Join.put(instances, instance, told));
  }

  private LastDays known(String instance) {
    return instances.getOrDefault(instance, LastDays.NONE);
  }

  /**
   * What the traces of one component tell of it, each version as a whole; empty: it was never seen.
   */
  public static List<InstanceFacts> ofComponent(Collection<LastSeen> traces) {
    return traces.stream()
        .flatMap(each -> each.seen().stream())
        .max(Instant::compareTo)
        .map(last -> together(traces, last.minus(TOGETHER)))
        .orElse(List.of());
  }

  private static List<InstanceFacts> together(Collection<LastSeen> traces, Instant since) {
    return traces.stream()
        .filter(each -> each.seen().filter(since::isBefore).isPresent())
        .map(each -> each.asWhole(traces.stream().filter(each::mayTellOf).toList()))
        .toList();
  }

  /** A stop without a version may be of this one, and a worker without one of any. */
  private boolean mayTellOf(LastSeen other) {
    return version.isEmpty() || other.version.isEmpty() || version.equals(other.version);
  }

  private InstanceFacts asWhole(List<LastSeen> telling) {
    InstanceFacts whole =
        new InstanceFacts(
            component, null, Join.put(Join.none(), version, sightings()), Join.none(), Join.none());
    if (!allEnded(telling)) {
      return whole;
    }
    for (LastSeen each : telling) {
      whole = each.stopped == null ? whole : whole.stopped(each.stopped);
      whole = each.removed == null ? whole : whole.removed(each.removed);
    }
    return whole;
  }

  private boolean allEnded(List<LastSeen> telling) {
    return instances.entrySet().stream()
        .allMatch(
            mine ->
                mine.getValue().seen() == null
                    || telling.stream()
                        .map(each -> each.known(mine.getKey()))
                        .anyMatch(mine.getValue()::isEndedBy));
  }

  private Optional<Instant> seen() {
    return Stream.<@Nullable Recorded<?>>of(observed, reported)
        .<Recorded<?>>flatMap(Stream::ofNullable)
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo);
  }

  private Sightings sightings() {
    return new Sightings(observed, observed, reported, reported, null);
  }

  private static <F extends Recorded<?>> F ofLastDay(@Nullable F known, F fact) {
    if (known == null) {
      return fact;
    }
    int days = LastDays.day(known.effectiveAt()).compareTo(LastDays.day(fact.effectiveAt()));
    if (days != 0) {
      return days < 0 ? fact : known;
    }
    return Stream.of(known, fact).min(Recorded.BY_TIME).orElse(fact);
  }

  private static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }
}
