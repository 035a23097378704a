package dev.changeover.projection.environment;

import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Event;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.event.json.EventJson;
import dev.changeover.projection.environment.coexistence.PairVerification;
import dev.changeover.projection.environment.component.ClientFacts;
import dev.changeover.projection.environment.component.ComponentIdentity;
import dev.changeover.projection.environment.component.InstanceFacts;
import dev.changeover.projection.environment.component.LastSeen;
import dev.changeover.projection.environment.component.VersionFacts;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.dependant.CallbackWords;
import dev.changeover.projection.environment.dependant.FlagFacts;
import dev.changeover.projection.environment.dependant.PathFacts;
import dev.changeover.projection.environment.dependant.ScheduleFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.queue.FormFlow;
import dev.changeover.projection.environment.queue.QueueFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JavaType;

/**
 * A kind of state: its name in the table, the Java form of its JSON, and how long it is read. A
 * name is never given to another form; a changed form gets a new name and a rebuild.
 */
record StateKind<S>(String name, JavaType form, Retention<S> retention) {
  private static final Map<String, StateKind<?>> BY_NAME = new HashMap<>();

  static final StateKind<EnvironmentMention> ENVIRONMENT =
      of("environment", EnvironmentMention.class);
  static final StateKind<ComponentIdentity> COMPONENT = of("component", ComponentIdentity.class);
  static final StateKind<VersionFacts> VERSION = of("version", VersionFacts.class);
  static final StateKind<InstanceFacts> INSTANCE =
      of("instances", InstanceFacts.class, Retention.ofInstances());

  /** Instances that have faded and not ended, as they are read; no row is of this kind. */
  static final StateKind<InstanceFacts> LEFT = of("left", InstanceFacts.class);

  static final StateKind<LastSeen> LAST_SEEN = of("traces", LastSeen.class);
  static final StateKind<ClientFacts> CLIENT =
      of("clients", ClientFacts.class, Retention.untilAfter(400, ClientFacts::lastTold));
  static final StateKind<QueueFacts> QUEUE = of("queuesnapshots", QueueFacts.class);
  static final StateKind<FormFlow> FLOW =
      of("flow", FormFlow.class, Retention.untilAfter(400, FormFlow::lastTold));
  static final StateKind<MigrationFacts> MIGRATION = of("migration", MigrationFacts.class);
  static final StateKind<ReleaseFacts> RELEASE =
      of("release", ReleaseFacts.class, Retention.ofReleases());
  static final StateKind<Recorded<CoexistenceDeclared>> COEXISTENCE =
      latest("coexistence", CoexistenceDeclared.class);
  static final StateKind<PairVerification> PAIR =
      of("pair", PairVerification.class, Retention.untilAfter(400, PairVerification::lastTold));
  static final StateKind<ErrorFacts> ERROR =
      of("error", ErrorFacts.class, Retention.untilAfter(35, each -> each.latest().effectiveAt()));
  static final StateKind<ActionTypeFacts> ACTION_TYPE = of("actiontypes", ActionTypeFacts.class);
  static final StateKind<StepRuns> STEP_RUNS =
      of("stepruns", StepRuns.class, Retention.ofStepRuns());
  static final StateKind<CallbackWords> CALLBACK =
      of("callback", CallbackWords.class, Retention.ofCallbacks());
  static final StateKind<ScheduleFacts> SCHEDULE = of("schedule", ScheduleFacts.class);
  static final StateKind<CacheFacts> CACHE = of("caches", CacheFacts.class);
  static final StateKind<FlagFacts> FLAG = of("flag", FlagFacts.class);
  static final StateKind<PathFacts> PATH = of("path", PathFacts.class);
  static final StateKind<IncidentFacts> INCIDENT =
      of("incident", IncidentFacts.class, Retention.ofIncidents());
  static final StateKind<FreezeFacts> FREEZE = of("freezes", FreezeFacts.class);
  static final StateKind<FeedFacts> FEED = of("feed", FeedFacts.class);
  static final StateKind<EntityFacts> ENTITY =
      of("entity", EntityFacts.class, Retention.ofEntities());
  static final StateKind<RehearsalFacts> REHEARSAL = of("rehearsal", RehearsalFacts.class);
  static final StateKind<Recorded<ProbeFinished>> PROBE = latest("probe", ProbeFinished.class, 35);
  static final StateKind<Recorded<VerificationFinished>> VERIFICATION =
      latest("verification", VerificationFinished.class, 35);
  static final StateKind<Recorded<DecisionRecorded>> DECISION =
      latest("decision", DecisionRecorded.class, 400);
  static final StateKind<Recorded<PolicyDeclared>> POLICY = latest("policy", PolicyDeclared.class);

  /**
   * The kind of a row.
   *
   * @throws RowOfAnotherVersion where the row was written by a version that knows other kinds
   */
  static StateKind<?> named(String name) {
    StateKind<?> kind = BY_NAME.get(name);
    if (kind == null) {
      throw new RowOfAnotherVersion(name);
    }
    return kind;
  }

  /** For states that are only known to be of this kind; every state under a kind has its form. */
  @SuppressWarnings("unchecked")
  Retention<Object> retentionOfAny() {
    return (Retention<Object>) retention;
  }

  Object read(byte[] state) {
    return EventJson.mapper().readValue(state, form);
  }

  static byte[] write(Object state) {
    return EventJson.mapper().writeValueAsBytes(state);
  }

  private static <S> StateKind<S> of(String name, Class<S> form) {
    return of(name, form, Retention.forEver());
  }

  private static <S> StateKind<S> of(String name, Class<S> form, Retention<S> retention) {
    return known(new StateKind<>(name, EventJson.mapper().constructType(form), retention));
  }

  private static <E extends Event> StateKind<Recorded<E>> latest(String name, Class<E> event) {
    return latest(name, event, Retention.forEver());
  }

  private static <E extends Event> StateKind<Recorded<E>> latest(
      String name, Class<E> event, int days) {
    return latest(name, event, Retention.untilAfter(days, Recorded::effectiveAt));
  }

  private static <E extends Event> StateKind<Recorded<E>> latest(
      String name, Class<E> event, Retention<Recorded<E>> retention) {
    JavaType form =
        EventJson.mapper().getTypeFactory().constructParametricType(Recorded.class, event);
    return known(new StateKind<>(name, form, retention));
  }

  private static <S> StateKind<S> known(StateKind<S> kind) {
    BY_NAME.put(kind.name(), kind);
    return kind;
  }
}
