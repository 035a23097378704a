package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.join.Join;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a version leaves for ever, whichever instances it had: what has gone silent is not
 * gone, however long ago that was. It changes once a day (UTC), not with every heartbeat.
 *
 * @param version the empty text for a worker, or a stop, that does not say
 * @param observed the first sighting by presence of the last day that has one
 * @param reported the first heartbeat of the last day that has one
 * @param stopped the latest stop of any instance
 * @param removed the latest removal of any instance
 */
public record LastSeen(
    String component,
    String version,
    @Nullable Recorded<ComponentObserved> observed,
    @Nullable Recorded<WorkerReported> reported,
    @Nullable Recorded<WorkerStopped> stopped,
    @Nullable Recorded<ComponentRemoved> removed) {

  /** Versions that were last seen so much earlier than the component were replaced. */
  private static final Duration TOGETHER = Duration.ofDays(7);

  /** Nothing known yet. */
  public static LastSeen none(String component, @Nullable String version) {
    return new LastSeen(component, version == null ? "" : version, null, null, null, null);
  }

  public LastSeen observed(Recorded<ComponentObserved> fact) {
    return new LastSeen(component, version, ofLastDay(observed, fact), reported, stopped, removed);
  }

  public LastSeen reported(Recorded<WorkerReported> fact) {
    return new LastSeen(component, version, observed, ofLastDay(reported, fact), stopped, removed);
  }

  public LastSeen stopped(Recorded<WorkerStopped> fact) {
    return new LastSeen(
        component, version, observed, reported, Recorded.latest(stopped, fact), removed);
  }

  public LastSeen removed(Recorded<ComponentRemoved> fact) {
    return new LastSeen(
        component, version, observed, reported, stopped, Recorded.latest(removed, fact));
  }

  /** What the traces of one component tell of it as a whole; empty: it was never seen. */
  public static Optional<InstanceFacts> ofComponent(Collection<LastSeen> traces) {
    return traces.stream()
        .flatMap(each -> each.seen().stream())
        .max(Instant::compareTo)
        .map(last -> together(traces, last.minus(TOGETHER)));
  }

  private static InstanceFacts together(Collection<LastSeen> traces, Instant since) {
    SortedMap<String, Sightings> versions = Join.none();
    SortedMap<String, Recorded<WorkerStopped>> stops = Join.none();
    SortedMap<String, Recorded<ComponentRemoved>> removals = Join.none();
    for (LastSeen each : traces) {
      if (each.seen().filter(since::isBefore).isPresent()) {
        versions = Join.put(versions, each.version, each.sightings());
      }
      if (each.stopped != null) {
        stops = Join.put(stops, each.version, each.stopped);
      }
      if (each.removed != null) {
        removals = Join.put(removals, each.version, each.removed);
      }
    }
    String component = traces.iterator().next().component();
    return new InstanceFacts(component, null, versions, stops, removals);
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
    int days = day(known).compareTo(day(fact));
    if (days != 0) {
      return days < 0 ? fact : known;
    }
    return Stream.of(known, fact).min(Recorded.BY_TIME).orElse(fact);
  }

  private static LocalDate day(Recorded<?> fact) {
    return LocalDate.ofInstant(fact.effectiveAt(), ZoneOffset.UTC);
  }
}
