package dev.changeover.event;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one place that maps the three names of a fact: wire type, stored type, record. Every record
 * of every sealed stream is in it exactly once; a test holds it to that.
 */
public final class EventCatalog {

  /** Prefix of our own wire types, CDEvents custom form; predicate and version follow. */
  public static final String WIRE_PREFIX = "dev.cdeventsx.changeover-";

  /** Version of our own wire types. */
  public static final String WIRE_VERSION = "0.1.0";

  /**
   * One event.
   *
   * @param origin whether sources may send it in our own custom form
   * @param type its stable name; for {@link Origin#CUSTOM} the name is also {@code
   *     subject.predicate} of the wire type
   */
  public record Entry(Origin origin, StoredType type, Class<? extends Event> record) {

    /** E.g. {@code dev.cdeventsx.changeover-worker.reported.0.1.0}. */
    public String wireType() {
      return WIRE_PREFIX + type.name() + "." + WIRE_VERSION;
    }
  }

  /** Who can make an event. */
  public enum Origin {
    /** Any source, in our own custom form; doors may derive it from other forms as well. */
    CUSTOM,
    /** A door, out of a published form such as a CDEvent. */
    DOOR,
    /** An aggregate of ours. */
    COMMAND
  }

  private static final List<Entry> ENTRIES =
      List.of(
          sent("release.started", ReleaseEvent.ReleaseStarted.class),
          sent("release.finished", ReleaseEvent.ReleaseFinished.class),
          sent("release.aborted", ReleaseEvent.ReleaseAborted.class),
          sent("releasestep.started", ReleaseEvent.ReleaseStepStarted.class),
          sent("releasestep.finished", ReleaseEvent.ReleaseStepFinished.class),
          sent("release.rollbackstarted", ReleaseEvent.RollbackStarted.class),
          sent("release.rollbackfinished", ReleaseEvent.RollbackFinished.class),
          sent("release.rehearsed", ReleaseEvent.RollbackRehearsed.class),
          command("release.planned", ReleaseEvent.ReleasePlanned.class),
          command("release.planamended", ReleaseEvent.ReleasePlanAmended.class),
          sent("component.observed", ComponentEvent.ComponentObserved.class),
          sent("component.removed", ComponentEvent.ComponentRemoved.class),
          sent("client.observed", ComponentEvent.ClientObserved.class),
          sent("version.marked", ComponentEvent.VersionMarked.class),
          sent("artifact.observed", ComponentEvent.ArtifactObserved.class),
          sent("capacity.observed", ComponentEvent.CapacityObserved.class),
          door("service.deployed", ComponentEvent.VersionDeployed.class),
          door("service.upgraded", ComponentEvent.VersionUpgraded.class),
          door("service.rolledback", ComponentEvent.VersionRolledBack.class),
          door("service.removed", ComponentEvent.VersionRemoved.class),
          door("service.published", ComponentEvent.VersionPublished.class),
          sent("migration.declared", MigrationEvent.MigrationDeclared.class),
          sent("migration.phasestarted", MigrationEvent.PhaseStarted.class),
          sent("migration.phasefinished", MigrationEvent.PhaseFinished.class),
          sent("migration.progressed", MigrationEvent.MigrationProgressed.class),
          sent("migration.reverted", MigrationEvent.MigrationReverted.class),
          sent("worker.reported", WorkerEvent.WorkerReported.class),
          sent("worker.stopped", WorkerEvent.WorkerStopped.class),
          sent("queue.observed", QueueEvent.QueueObserved.class),
          sent("cache.observed", CacheEvent.CacheObserved.class),
          sent("cache.flushed", CacheEvent.CacheFlushed.class),
          sent("schedule.registered", ScheduleEvent.ScheduleRegistered.class),
          sent("schedule.removed", ScheduleEvent.ScheduleRemoved.class),
          sent("schedule.fired", ScheduleEvent.ScheduleFired.class),
          sent("callback.registered", CallbackEvent.CallbackRegistered.class),
          sent("callback.received", CallbackEvent.CallbackReceived.class),
          sent("callback.expired", CallbackEvent.CallbackExpired.class),
          sent("flag.changed", FlagEvent.FlagChanged.class),
          sent("coexistence.declared", CoexistenceEvent.CoexistenceDeclared.class),
          sent("pair.verified", CoexistenceEvent.PairVerified.class),
          sent("path.introduced", PathEvent.PathIntroduced.class),
          sent("path.used", PathEvent.PathUsed.class),
          sent("path.removed", PathEvent.PathRemoved.class),
          sent("actiontype.declared", ActionEvent.ActionTypeDeclared.class),
          sent("action.accepted", ActionEvent.ActionAccepted.class),
          sent("action.finished", ActionEvent.ActionFinished.class),
          sent("actionstep.started", ActionEvent.StepStarted.class),
          sent("actionstep.finished", ActionEvent.StepFinished.class),
          sent("effect.recorded", ActionEvent.EffectRecorded.class),
          sent("effect.lookedup", ActionEvent.EffectLookedUp.class),
          sent("message.published", ActionEvent.MessagePublished.class),
          sent("message.consumed", ActionEvent.MessageConsumed.class),
          door("trace.gapfound", ActionEvent.TraceGapFound.class),
          door("trace.gapclosed", ActionEvent.TraceGapClosed.class),
          sent("probe.finished", VerificationEvent.ProbeFinished.class),
          door("verification.finished", VerificationEvent.VerificationFinished.class),
          sent("decision.recorded", DecisionEvent.DecisionRecorded.class),
          door("incident.opened", IncidentEvent.IncidentOpened.class),
          door("incident.resolved", IncidentEvent.IncidentResolved.class),
          sent("freeze.started", IncidentEvent.FreezeStarted.class),
          sent("freeze.ended", IncidentEvent.FreezeEnded.class),
          door("environment.declared", DeliveryEvent.EnvironmentDeclared.class),
          door("environment.modified", DeliveryEvent.EnvironmentModified.class),
          door("environment.removed", DeliveryEvent.EnvironmentRemoved.class),
          door("change.evidence", DeliveryEvent.ChangeEvidence.class),
          door("pipeline.observed", DeliveryEvent.PipelineObserved.class),
          sent("policy.declared", PolicyEvent.PolicyDeclared.class),
          sent("entity.changed", PolicyEvent.EntityChanged.class),
          door("feed.gapfound", FeedEvent.FeedGapFound.class),
          sent("feed.gapclosed", FeedEvent.FeedGapClosed.class),
          door("other.fact", OtherFact.class));

  private static final Map<StoredType, Entry> BY_TYPE =
      ENTRIES.stream().collect(toUnmodifiableMap(Entry::type, identity()));
  private static final Map<Class<? extends Event>, Entry> BY_RECORD =
      ENTRIES.stream().collect(toUnmodifiableMap(Entry::record, identity()));

  private EventCatalog() {}

  /** All events, in the order of {@code docs/events.md}. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /**
   * The entry of a record.
   *
   * @throws IllegalStateException where the class is missing from the catalog
   */
  public static Entry of(Class<? extends Event> record) {
    Entry entry = BY_RECORD.get(record);
    if (entry == null) {
      throw new IllegalStateException(
          "event class " + record.getName() + " has no stored type; add it to EventCatalog");
    }
    return entry;
  }

  /**
   * The record that a stored type is read into.
   *
   * @throws IllegalStateException where no class is mapped to the type
   */
  public static Class<? extends Event> recordOf(StoredType type) {
    Entry entry = BY_TYPE.get(type);
    if (entry == null) {
      throw new IllegalStateException(
          "stored type " + type + " has no class mapped to it; add it to EventCatalog");
    }
    return entry.record();
  }

  /** The event that sources may send as {@code subject.predicate} in our own custom form. */
  public static Optional<Entry> custom(String subjectAndPredicate) {
    return Optional.ofNullable(BY_TYPE.get(new StoredType(subjectAndPredicate, 1)))
        .filter(entry -> entry.origin() == Origin.CUSTOM);
  }

  private static Entry sent(String name, Class<? extends Event> record) {
    return new Entry(Origin.CUSTOM, new StoredType(name, 1), record);
  }

  private static Entry door(String name, Class<? extends Event> record) {
    return new Entry(Origin.DOOR, new StoredType(name, 1), record);
  }

  private static Entry command(String name, Class<? extends Event> record) {
    return new Entry(Origin.COMMAND, new StoredType(name, 1), record);
  }
}
