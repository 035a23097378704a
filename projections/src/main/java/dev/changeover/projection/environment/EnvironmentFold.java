package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.CacheEvent;
import dev.changeover.event.CallbackEvent;
import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.ComponentEvent;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.DeliveryEvent;
import dev.changeover.event.Event;
import dev.changeover.event.FeedEvent;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.IncidentEvent;
import dev.changeover.event.MigrationEvent;
import dev.changeover.event.OtherFact;
import dev.changeover.event.PathEvent;
import dev.changeover.event.PolicyEvent;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ScheduleEvent;
import dev.changeover.event.VerificationEvent;
import dev.changeover.event.WorkerEvent;
import dev.changeover.projection.environment.queue.QueueFacts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which states a fact changes, and how. Facts of no environment change none, save one: records that
 * nobody could read may have been of any.
 */
final class EnvironmentFold {
  /** Where states are kept that belong to all environments; no environment has this name. */
  static final String EVERYWHERE = "";

  private EnvironmentFold() {}

  /** The environment that a fact belongs to; null: none. */
  static @Nullable String environmentOf(Recorded<?> fact) {
    if (fact.environment() != null) {
      return fact.environment();
    }
    return switch (fact.event()) {
      case DeliveryEvent.EnvironmentDeclared e -> e.name();
      case DeliveryEvent.EnvironmentModified e -> e.name();
      case DeliveryEvent.EnvironmentRemoved e -> e.name();
      default -> null;
    };
  }

  /** The environment whose states a fact changes, or {@link #EVERYWHERE}; null: it changes none. */
  static @Nullable String placeOf(Recorded<?> fact) {
    String environment = environmentOf(fact);
    return environment == null && fact.event() instanceof FeedGapFound ? EVERYWHERE : environment;
  }

  /** Whether a fact is among those that are known of an environment. */
  static boolean concerns(String environment, Recorded<?> fact) {
    String place = placeOf(fact);
    return environment.equals(place) || EVERYWHERE.equals(place);
  }

  /** What a fact changes in its place. */
  static List<Change<?>> changes(String place, Recorded<?> fact) {
    List<Change<?>> changes = new ArrayList<>(changes(fact));
    if (!place.equals(EVERYWHERE)) {
      changes.add(
          Change.of(StateKind.ENVIRONMENT, known -> EnvironmentMention.merge(known, place, fact)));
    }
    return changes;
  }

  private static List<? extends Change<?>> changes(Recorded<?> fact) {
    Event event = fact.event();
    return switch (event) {
      case ActionEvent e -> ActionChanges.of(fact, e);
      case CacheEvent e -> List.of(DependantChanges.of(fact, e));
      case CallbackEvent e -> List.of(DependantChanges.of(fact, e));
      case CoexistenceEvent e -> List.of(DeclaredChanges.of(fact, e));
      case ComponentEvent e -> ComponentChanges.of(fact, e);
      case DecisionRecorded e -> List.of(DeclaredChanges.of(as(fact, e)));
      case DeliveryEvent _, OtherFact _ -> List.of();
      case FeedEvent e -> List.of(DeclaredChanges.of(fact, e));
      case FlagChanged e -> List.of(DependantChanges.of(as(fact, e)));
      case IncidentEvent e -> List.of(DeclaredChanges.of(fact, e));
      case MigrationEvent e -> List.of(ReleaseChanges.of(fact, e));
      case PathEvent e -> List.of(DependantChanges.of(fact, e));
      case PolicyEvent e -> List.of(DeclaredChanges.of(fact, e));
      case QueueObserved e ->
          List.of(
              Change.of(StateKind.QUEUE, known -> QueueFacts.merge(known, as(fact, e)), e.queue()));
      case ReleaseEvent e -> List.of(ReleaseChanges.of(fact, e));
      case ScheduleEvent e -> List.of(DependantChanges.of(fact, e));
      case VerificationEvent e -> List.of(DeclaredChanges.of(fact, e));
      case WorkerEvent e -> ComponentChanges.of(fact, e);
    };
  }
}
