package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/**
 * The stream that a fact belongs to, e.g. {@code action/production/order/4711}. Facts of one stream
 * are numbered without a gap and are read together.
 */
public record StreamName(String text) {

  /** All facts about one action are in this stream and in no other, callbacks apart. */
  public static StreamName ofAction(String environment, ActionRef action) {
    return of("action", environment, action.toString());
  }

  public static StreamName ofRelease(String environment, String release) {
    return of("release", environment, release);
  }

  /** The stream of an event; an environment that is null reads as {@code -}. */
  public static StreamName of(@Nullable String environment, Event event) {
    return switch (event) {
      case ActionEvent.ActionTypeDeclared e -> of("actiontype", environment, e.type());
      case ActionEvent.OfAction e -> of("action", environment, e.action().toString());
      case CacheEvent.CacheObserved e -> of("cache", environment, e.component());
      case CacheEvent.CacheFlushed e -> of("cache", environment, e.component());
      case CallbackEvent e -> of("callback", environment, e.callback());
      case CoexistenceEvent.CoexistenceDeclared e ->
          pair(environment, e.a().component(), e.b().component());
      case CoexistenceEvent.PairVerified e ->
          pair(environment, e.a().component(), e.b().component());
      case ComponentEvent e -> of("component", environment, e.component());
      case DecisionEvent.DecisionRecorded e -> of("decision", environment, e.subject());
      case DeliveryEvent.EnvironmentDeclared e -> of("environment", environment, e.name());
      case DeliveryEvent.EnvironmentModified e -> of("environment", environment, e.name());
      case DeliveryEvent.EnvironmentRemoved e -> of("environment", environment, e.name());
      case DeliveryEvent.ChangeEvidence e -> of("delivery", environment, e.subject());
      case DeliveryEvent.PipelineObserved e -> of("delivery", environment, e.run());
      case FeedEvent.FeedGapFound e -> of("feed", environment, e.topic() + "/" + e.partition());
      case FeedEvent.FeedGapClosed e -> of("feed", environment, e.topic());
      case FlagEvent.FlagChanged e -> of("flag", environment, e.flag());
      case IncidentEvent.IncidentOpened e -> of("incident", environment, e.incident());
      case IncidentEvent.IncidentResolved e -> of("incident", environment, e.incident());
      case IncidentEvent.FreezeStarted _, IncidentEvent.FreezeEnded _ ->
          of("freeze", environment, "all");
      case MigrationEvent e -> of("migration", environment, e.migration());
      case OtherFact e -> of("other", environment, e.wireType());
      case PathEvent e -> of("path", environment, e.path());
      case PolicyEvent.PolicyDeclared _ -> of("policy", environment, "all");
      case PolicyEvent.EntityChanged e -> of("entity", environment, e.key());
      case QueueEvent.QueueObserved e -> of("queue", environment, e.queue());
      case ReleaseEvent e -> of("release", environment, releaseOf(e));
      case ScheduleEvent e -> of("schedule", environment, e.schedule());
      case VerificationEvent.ProbeFinished e -> of("probe", environment, e.probe());
      case VerificationEvent.VerificationFinished e ->
          of("verification", environment, e.verification());
      case WorkerEvent e -> of("component", environment, e.component());
    };
  }

  private static String releaseOf(ReleaseEvent event) {
    return switch (event) {
      case ReleaseEvent.ReleasePlanned e -> e.release();
      case ReleaseEvent.ReleasePlanAmended e -> e.release();
      case ReleaseEvent.ReleaseStarted e -> e.release();
      case ReleaseEvent.ReleaseFinished e -> e.release();
      case ReleaseEvent.ReleaseAborted e -> e.release();
      case ReleaseEvent.ReleaseStepStarted e -> e.release();
      case ReleaseEvent.ReleaseStepFinished e -> e.release();
      case ReleaseEvent.RollbackStarted e -> e.release();
      case ReleaseEvent.RollbackFinished e -> e.release();
      case ReleaseEvent.RollbackRehearsed(String release, String component, _, _, _, _, _, _) ->
          release != null ? release : component != null ? component : "-";
    };
  }

  private static StreamName pair(@Nullable String environment, String one, String other) {
    return one.compareTo(other) <= 0
        ? of("coexistence", environment, one + "/" + other)
        : of("coexistence", environment, other + "/" + one);
  }

  private static StreamName of(String kind, @Nullable String environment, String name) {
    return new StreamName(kind + "/" + (environment == null ? "-" : environment) + "/" + name);
  }

  @Override
  public String toString() {
    return text;
  }
}
