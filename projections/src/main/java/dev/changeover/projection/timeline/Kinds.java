package dev.changeover.projection.timeline;

import dev.changeover.event.ActionEvent;
import dev.changeover.event.CacheEvent;
import dev.changeover.event.CallbackEvent;
import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.ComponentEvent;
import dev.changeover.event.DecisionEvent;
import dev.changeover.event.DeliveryEvent;
import dev.changeover.event.Event;
import dev.changeover.event.FeedEvent;
import dev.changeover.event.FlagEvent;
import dev.changeover.event.IncidentEvent;
import dev.changeover.event.MigrationEvent;
import dev.changeover.event.OtherFact;
import dev.changeover.event.PathEvent;
import dev.changeover.event.PolicyEvent;
import dev.changeover.event.QueueEvent;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ScheduleEvent;
import dev.changeover.event.VerificationEvent;
import dev.changeover.event.WorkerEvent;

/** The kind of entry that each fact makes. */
final class Kinds {
  private Kinds() {}

  static TimelineKind of(Event event) {
    return switch (event) {
      case ActionEvent.ActionTypeDeclared _ -> TimelineKind.POLICY;
      case ActionEvent.OfAction _ -> TimelineKind.ACTION;
      case ReleaseEvent.RollbackRehearsed _ -> TimelineKind.EVIDENCE;
      case ReleaseEvent _ -> TimelineKind.RELEASE;
      case MigrationEvent _ -> TimelineKind.MIGRATION;
      case ComponentEvent.ClientObserved _ -> TimelineKind.DEPENDANT;
      case ComponentEvent _ -> TimelineKind.VERSION;
      case WorkerEvent _ -> TimelineKind.WORKER;
      case QueueEvent _ -> TimelineKind.QUEUE;
      case IncidentEvent _ -> TimelineKind.INCIDENT;
      case CoexistenceEvent.PairVerified _ -> TimelineKind.EVIDENCE;
      case CoexistenceEvent.CoexistenceDeclared _ -> TimelineKind.POLICY;
      case VerificationEvent _ -> TimelineKind.EVIDENCE;
      case DeliveryEvent.ChangeEvidence _, DeliveryEvent.PipelineObserved _ ->
          TimelineKind.EVIDENCE;
      case DecisionEvent _ -> TimelineKind.DECISION;
      case PolicyEvent.PolicyDeclared _ -> TimelineKind.POLICY;
      case CacheEvent _, CallbackEvent _, FlagEvent _, PathEvent _, ScheduleEvent _ ->
          TimelineKind.DEPENDANT;
      case DeliveryEvent.EnvironmentDeclared _,
          DeliveryEvent.EnvironmentModified _,
          DeliveryEvent.EnvironmentRemoved _,
          PolicyEvent.EntityChanged _,
          FeedEvent _,
          OtherFact _ ->
          TimelineKind.OTHER;
    };
  }
}
