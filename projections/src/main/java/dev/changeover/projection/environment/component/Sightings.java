package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When one instance was seen at one version: by presence, by its own heartbeats, or both.
 *
 * @param lastRunning the latest heartbeat in which it took new work; null: none
 */
public record Sightings(
    @Nullable Recorded<ComponentObserved> firstObserved,
    @Nullable Recorded<ComponentObserved> lastObserved,
    @Nullable Recorded<WorkerReported> firstReported,
    @Nullable Recorded<WorkerReported> lastReported,
    @Nullable Recorded<WorkerReported> lastRunning) {

  static final Sightings NONE = new Sightings(null, null, null, null, null);

  Sightings observed(Recorded<ComponentObserved> fact) {
    return new Sightings(
        Recorded.earliest(firstObserved, fact),
        Recorded.latest(lastObserved, fact),
        firstReported,
        lastReported,
        lastRunning);
  }

  Sightings reported(Recorded<WorkerReported> fact) {
    return new Sightings(
        firstObserved,
        lastObserved,
        Recorded.earliest(firstReported, fact),
        Recorded.latest(lastReported, fact),
        fact.event().state() == WorkerState.RUNNING
            ? Recorded.latest(lastRunning, fact)
            : lastRunning);
  }

  /** The earliest sighting; there is one, since a sighting made this. */
  public Recorded<?> first() {
    return Stream.of(Stream.ofNullable(firstObserved), Stream.ofNullable(firstReported))
        .flatMap(each -> each)
        .min(Recorded.BY_TIME)
        .orElseThrow();
  }

  /** The latest sighting. */
  public Recorded<?> last() {
    return Stream.of(Stream.ofNullable(lastObserved), Stream.ofNullable(lastReported))
        .flatMap(each -> each)
        .max(Recorded.BY_TIME)
        .orElseThrow();
  }
}
