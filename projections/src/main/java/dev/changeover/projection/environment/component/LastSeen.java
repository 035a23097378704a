package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a version leaves for ever: that it was there, and what was told of its ends. It
 * changes once a day (UTC) and not with every heartbeat. Whether each of its instances has ended is
 * told by what they leave themselves, for what ended one says nothing of another.
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

  /** The last day's sightings; empty: there were only ends. */
  Optional<Sightings> sightings() {
    return observed == null && reported == null
        ? Optional.empty()
        : Optional.of(new Sightings(observed, observed, reported, reported, null, null, null));
  }

  /** All that is kept of it. */
  Stream<Recorded<?>> facts() {
    return Stream.<@Nullable Recorded<?>>of(observed, reported, stopped, removed)
        .<Recorded<?>>flatMap(Stream::ofNullable);
  }

  /** What ended instances of this version, or may have. */
  Stream<Recorded<?>> ends() {
    return Stream.<@Nullable Recorded<?>>of(stopped, removed)
        .<Recorded<?>>flatMap(Stream::ofNullable);
  }

  /** A stop without a version may be of this one, and a worker without one of any. */
  boolean mayTellOf(LastSeen other) {
    return version.isEmpty() || other.version.isEmpty() || version.equals(other.version);
  }

  private static <F extends Recorded<?>> F ofLastDay(@Nullable F known, F fact) {
    if (known == null) {
      return fact;
    }
    int days = day(known.effectiveAt()).compareTo(day(fact.effectiveAt()));
    if (days != 0) {
      return days < 0 ? fact : known;
    }
    return Stream.of(known, fact).min(Recorded.BY_TIME).orElse(fact);
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
