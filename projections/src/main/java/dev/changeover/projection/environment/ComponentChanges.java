package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.ComponentEvent;
import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.ComponentEvent.VersionDeployed;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentEvent.VersionPublished;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentEvent.VersionRolledBack;
import dev.changeover.event.ComponentEvent.VersionUpgraded;
import dev.changeover.event.Recorded;
import dev.changeover.event.WorkerEvent;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.environment.component.Announcements;
import dev.changeover.projection.environment.component.ClientFacts;
import dev.changeover.projection.environment.component.ComponentIdentity;
import dev.changeover.projection.environment.component.InstanceFacts;
import dev.changeover.projection.environment.component.LastSeen;
import dev.changeover.projection.environment.component.VersionFacts;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What sightings, heartbeats and announcements change. */
final class ComponentChanges {
  private ComponentChanges() {}

  static List<Change<?>> of(Recorded<?> fact, WorkerEvent event) {
    return switch (event) {
      case WorkerReported e ->
          List.of(
              component(e.component(), each -> each.reported(as(fact, e))),
              instance(e.component(), e.instance(), each -> each.reported(as(fact, e))),
              lastSeen(e.component(), e.version(), each -> each.reported(as(fact, e))));
      case WorkerStopped e ->
          List.of(
              instance(e.component(), e.instance(), each -> each.stopped(as(fact, e))),
              lastSeen(e.component(), e.version(), each -> each.stopped(as(fact, e))));
    };
  }

  static List<Change<?>> of(Recorded<?> fact, ComponentEvent event) {
    return switch (event) {
      case ComponentObserved e ->
          List.of(
              component(e.component(), each -> each.observed(as(fact, e))),
              instance(e.component(), e.instance(), each -> each.observed(as(fact, e))),
              lastSeen(e.component(), e.version(), each -> each.observed(as(fact, e))));
      case ComponentRemoved e when e.instance() != null ->
          List.of(
              instance(e.component(), e.instance(), each -> each.removed(as(fact, e))),
              lastSeen(e.component(), e.version(), each -> each.removed(as(fact, e))));
      case ComponentRemoved e ->
          announced(e.component(), e.version(), each -> each.ended(as(fact, e)));
      case ClientObserved e ->
          List.of(
              Change.of(
                  StateKind.CLIENT,
                  known -> ClientFacts.merge(known, as(fact, e)),
                  e.component(),
                  e.version()));
      case VersionDeployed e ->
          announced(e.component(), e.version(), each -> each.deployed(as(fact, e)));
      case VersionUpgraded e ->
          announced(e.component(), e.version(), each -> each.upgraded(as(fact, e)));
      case VersionRolledBack e ->
          announced(e.component(), e.version(), each -> each.rolledBack(as(fact, e)));
      case VersionRemoved e when e.version() != null ->
          announced(e.component(), e.version(), each -> each.removed(as(fact, e)));
      case VersionRemoved e -> List.of(component(e.component(), each -> each.removed(as(fact, e))));
      case VersionPublished e when e.version() != null ->
          announced(e.component(), e.version(), each -> each.published(as(fact, e)));
      case VersionPublished _ -> List.of();
      case VersionMarked e ->
          List.of(version(e.component(), e.version(), each -> each.marked(as(fact, e))));
      case ArtifactObserved e ->
          List.of(version(e.component(), e.version(), each -> each.artifact(as(fact, e))));
      case CapacityObserved e ->
          List.of(version(e.component(), e.version(), each -> each.capacity(as(fact, e))));
    };
  }

  private static List<Change<?>> announced(
      String component, String version, UnaryOperator<Announcements> change) {
    return List.of(version(component, version, each -> each.announced(change)));
  }

  private static Change<ComponentIdentity> component(
      String component, UnaryOperator<ComponentIdentity> change) {
    return Change.of(
        StateKind.COMPONENT,
        known -> change.apply(known == null ? ComponentIdentity.none(component) : known),
        component);
  }

  private static Change<VersionFacts> version(
      String component, String version, UnaryOperator<VersionFacts> change) {
    return Change.of(
        StateKind.VERSION,
        known -> change.apply(known == null ? VersionFacts.none(component, version) : known),
        component,
        version);
  }

  private static Change<LastSeen> lastSeen(
      String component, @Nullable String version, UnaryOperator<LastSeen> change) {
    return Change.of(
        StateKind.LAST_SEEN,
        known -> change.apply(known == null ? LastSeen.none(component, version) : known),
        component,
        version);
  }

  private static Change<InstanceFacts> instance(
      String component, @Nullable String instance, UnaryOperator<InstanceFacts> change) {
    return Change.of(
        StateKind.INSTANCE,
        known -> change.apply(known == null ? InstanceFacts.none(component, instance) : known),
        component,
        instance);
  }
}
