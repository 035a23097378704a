package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.projection.join.Join;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a component was said to be. Keeps first tellings, so that a heartbeat that repeats them
 * changes nothing.
 *
 * @param kinds the first time each kind was told
 * @param firstReport the first heartbeat of a worker; a component that sends them is a WORKER
 * @param removed the latest CDEvents {@code service.removed} of the whole service
 */
public record ComponentIdentity(
    String component,
    SortedMap<ComponentKind, Recorded<ComponentObserved>> kinds,
    @Nullable Recorded<WorkerReported> firstReport,
    @Nullable Recorded<VersionRemoved> removed) {

  /** Nothing known yet. */
  public static ComponentIdentity none(String component) {
    return new ComponentIdentity(component, Join.none(), null, null);
  }

  public ComponentIdentity observed(Recorded<ComponentObserved> fact) {
    ComponentKind kind = fact.event().kind();
    return kind == null
        ? this
        : new ComponentIdentity(component, Join.earliest(kinds, kind, fact), firstReport, removed);
  }

  public ComponentIdentity reported(Recorded<WorkerReported> fact) {
    return new ComponentIdentity(component, kinds, Recorded.earliest(firstReport, fact), removed);
  }

  public ComponentIdentity removed(Recorded<VersionRemoved> fact) {
    return new ComponentIdentity(component, kinds, firstReport, Recorded.latest(removed, fact));
  }

  /** WORKER where it sends heartbeats; else the kind that was told last for the first time. */
  public Optional<ComponentKind> kind() {
    return firstReport != null
        ? Optional.of(ComponentKind.WORKER)
        : kinds.entrySet().stream()
            .max((one, other) -> Recorded.BY_TIME.compare(one.getValue(), other.getValue()))
            .map(Map.Entry::getKey);
  }
}
