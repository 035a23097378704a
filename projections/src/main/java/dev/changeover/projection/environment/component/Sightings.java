package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.projection.join.Join;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When one instance was seen at one version: by presence, by its own heartbeats, or both.
 *
 * @param lastRunning the latest heartbeat in which it took new work; null: none
 * @param toldQueues the latest heartbeat that told its queues; null: none
 * @param toldForms the latest heartbeat that told the forms that it takes; null: none
 */
public record Sightings(
    @Nullable Recorded<ComponentObserved> firstObserved,
    @Nullable Recorded<ComponentObserved> lastObserved,
    @Nullable Recorded<WorkerReported> firstReported,
    @Nullable Recorded<WorkerReported> lastReported,
    @Nullable Recorded<WorkerReported> lastRunning,
    @Nullable Recorded<WorkerReported> toldQueues,
    @Nullable Recorded<WorkerReported> toldForms) {

  static final Sightings NONE = new Sightings(null, null, null, null, null, null, null);

  Sightings observed(Recorded<ComponentObserved> fact) {
    return new Sightings(
        Recorded.earliest(firstObserved, fact),
        Recorded.latest(lastObserved, fact),
        firstReported,
        lastReported,
        lastRunning,
        toldQueues,
        toldForms);
  }

  Sightings reported(Recorded<WorkerReported> fact) {
    return new Sightings(
        firstObserved,
        lastObserved,
        Recorded.earliest(firstReported, fact),
        Recorded.latest(lastReported, fact),
        fact.event().state() == WorkerState.RUNNING
            ? Recorded.latest(lastRunning, fact)
            : lastRunning,
        fact.event().queues().isEmpty() ? toldQueues : Recorded.latest(toldQueues, fact),
        fact.event().accepts().isEmpty() ? toldForms : Recorded.latest(toldForms, fact));
  }

  /** The latest heartbeat; what it leaves out of queues and forms is as an earlier one told it. */
  @Nullable Recorded<WorkerReported> report() {
    if (lastReported == null) {
      return null;
    }
    WorkerReported last = lastReported.event();
    return Join.as(
        lastReported,
        new WorkerReported(
            last.component(),
            last.version(),
            last.instance(),
            last.pool(),
            toldQueues == null ? last.queues() : toldQueues.event().queues(),
            toldForms == null ? last.accepts() : toldForms.event().accepts(),
            last.inFlight(),
            last.state(),
            last.interval(),
            last.onUnknown()));
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
