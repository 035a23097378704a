package dev.changeover.projection.environment;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.CallbackEvent.CallbackExpired;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.CoexistenceEvent.Side;
import dev.changeover.event.ComponentEvent.ArtifactKind;
import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionDeployed;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentEvent.VersionPublished;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentEvent.VersionRolledBack;
import dev.changeover.event.ComponentEvent.VersionUpgraded;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.DeliveryEvent.EnvironmentDeclared;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.FeedEvent.FeedGapClosed;
import dev.changeover.event.FeedEvent.FeedGapFound;
import dev.changeover.event.FeedEvent.GapReason;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.IncidentEvent.FreezeEnded;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.IncidentEvent.IncidentResolved;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathRemoved;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseAborted;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleasePlanAmended;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.event.ScheduleEvent.ScheduleFired;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.ScheduleEvent.ScheduleRemoved;
import dev.changeover.event.VerificationEvent.ProbeFinished;
import dev.changeover.event.VerificationEvent.VerificationFinished;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.OnUnknown;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.plan.ReleasePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of few things, so that facts meet: late, out of order, in the same moment. Every
 * kind of fact that an environment is made of can occur.
 */
final class Histories {
  static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  static final List<ActionRef> ACTIONS =
      List.of(new ActionRef("order", "1"), new ActionRef("order", "2"));
  static final List<String> KEYS = List.of("customer/1", "customer/2");

  private final Random random;

  private Histories(long seed) {
    this.random = new Random(seed);
  }

  /** A history with dense positions from 0. */
  static List<Recorded<?>> of(long seed, int length) {
    Histories histories = new Histories(seed);
    List<Recorded<?>> facts = new ArrayList<>();
    for (int position = 0; position < length; position++) {
      facts.add(histories.fact(position));
    }
    return facts;
  }

  private Recorded<?> fact(int position) {
    Instant recordedAt = START.plusSeconds(10L * position);
    Instant occurredAt = recordedAt.plusSeconds(5L * (random.nextInt(8) - 6));
    return new Recorded<>(
        position,
        new EventId("/test", "e" + random.nextInt(10) + "-" + position),
        random.nextInt(20) == 0 ? null : random.nextInt(8) == 0 ? "staging" : "production",
        pick("one", "other"),
        occurredAt,
        recordedAt,
        event());
  }

  private Event event() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> worker();
      case 2, 3 -> sighting();
      case 4, 5 -> announcement();
      case 6 -> version();
      case 7 -> queue();
      case 8 -> migration();
      case 9, 10 -> release();
      case 11 -> coexistence();
      case 12 -> dependant();
      default -> declared();
    };
  }

  private Event worker() {
    return random.nextInt(4) == 0
        ? new WorkerStopped(component(), maybe(ver()), instance(), maybe("scaled"))
        : new WorkerReported(
            component(),
            maybe(ver()),
            instance(),
            null,
            List.of("orders"),
            random.nextBoolean() ? List.of() : List.of(form()),
            maybe(4L),
            pick(WorkerState.values()),
            maybe(Duration.ofSeconds(30)),
            maybe(OnUnknown.NACK));
  }

  private Event sighting() {
    return random.nextInt(4) == 0
        ? new ComponentRemoved(component(), ver(), maybe(instance()))
        : new ComponentObserved(
            component(),
            maybe(pick(ComponentKind.values())),
            ver(),
            maybe(instance()),
            maybe(0.25),
            maybe(START),
            maybe(Duration.ofMinutes(1)));
  }

  private Event announcement() {
    return switch (random.nextInt(5)) {
      case 0 -> new VersionDeployed(component(), ver(), maybe("pkg:oci/checkout"));
      case 1 -> new VersionUpgraded(component(), ver(), null);
      case 2 -> new VersionRolledBack(component(), ver(), null);
      case 3 -> new VersionRemoved(component(), maybe(ver()));
      default -> new VersionPublished(component(), maybe(ver()));
    };
  }

  private Event version() {
    return switch (random.nextInt(4)) {
      case 0 -> new VersionMarked(component(), ver(), pick(Mark.values()), null);
      case 1 ->
          new ArtifactObserved(
              component(), ver(), pick(ArtifactKind.values()), random.nextBoolean());
      case 2 -> new CapacityObserved(component(), ver(), random.nextInt(4), 3);
      default -> new ClientObserved(component(), ver(), 7, maybe(Duration.ofHours(1)));
    };
  }

  private Event queue() {
    return switch (random.nextInt(3)) {
      case 0 ->
          new QueueObserved(
              "orders",
              random.nextInt(3),
              maybe(Duration.ofSeconds(5)),
              random.nextBoolean() ? Map.of() : Map.of(form(), 3L, new MessageForm("x/9"), 1L),
              maybe(1L),
              maybe(2L),
              null);
      case 1 ->
          new MessagePublished(
              pick(ACTIONS), "orders", maybe(form()), "m1", maybe(component()), maybe(ver()));
      default ->
          new MessageConsumed(
              pick(ACTIONS), "orders", maybe(form()), "m1", maybe(component()), maybe(ver()));
    };
  }

  private Event migration() {
    Phase phase = pick(Phase.values());
    return switch (random.nextInt(5)) {
      case 0 ->
          new MigrationDeclared(
              "split",
              "orders-db",
              List.of(
                  new PhaseDeclaration(
                      phase, maybe(true), maybe(true), Map.of("checkout", range()))),
              "43");
      case 1 -> new PhaseStarted("split", phase, maybe(random.nextBoolean()));
      case 2 ->
          new PhaseFinished(
              "split",
              phase,
              maybe(outcome()),
              maybe(random.nextBoolean()),
              maybe(3L),
              maybe(true),
              maybe(true));
      case 3 ->
          new MigrationProgressed("split", phase, 5L, 10L, maybe(2L), maybe(Duration.ofSeconds(1)));
      default -> new MigrationReverted("split", phase, maybe(random.nextBoolean()));
    };
  }

  private Event release() {
    String release = pick("r1", "r2");
    String step = pick("expand", "workers");
    return switch (random.nextInt(10)) {
      case 0 -> new ReleasePlanned(release, plan(release));
      case 1 -> new ReleasePlanAmended(release, plan(release));
      case 2 -> new ReleaseStarted(release, maybe("release-manager"));
      case 3 -> new ReleaseFinished(release, maybe("SUCCEEDED"), null, null);
      case 4 -> new ReleaseAborted(release, null, null);
      case 5 -> new ReleaseStepStarted(release, step, null);
      case 6 -> new ReleaseStepFinished(release, step, maybe(pick(StepOutcome.values())), null);
      case 7 -> new RollbackStarted(release, null, maybe(component()), null);
      case 8 -> new RollbackFinished(release, null, maybe(component()), maybe(outcome()), null);
      default ->
          new RollbackRehearsed(
              maybe(release), maybe(component()), ver(), ver(), null, null, null, outcome());
    };
  }

  private ReleasePlan plan(String release) {
    return new ReleasePlan(
        release,
        "production",
        null,
        null,
        null,
        List.of(
            new ReleasePlan.PlannedComponent(
                component(), pick(ComponentKind.values()), maybe(ver()), ver(), null)),
        List.of(),
        List.of(
            new ReleasePlan.PlannedMessage(
                form(), "orders", Map.of("checkout", range()), Map.of())),
        List.of(
            new ReleasePlan.PlannedCoexistence(
                side(), side(), pick(Compatibility.values()), maybe("PT2H"))),
        List.of(),
        List.of(),
        null);
  }

  private Event coexistence() {
    return random.nextBoolean()
        ? new CoexistenceDeclared(
            side(), side(), pick(Compatibility.values()), maybe(START), maybe("team"))
        : new PairVerified(
            new ComponentVersion(component(), ver()),
            new ComponentVersion(component(), ver()),
            maybe("ci"),
            outcome());
  }

  private Event dependant() {
    ActionRef action = pick(ACTIONS);
    String callback = "callback-of-" + action.id();
    return switch (random.nextInt(12)) {
      case 0 -> new CallbackRegistered(callback, "bank", action, null, null, maybe(START));
      case 1 -> new CallbackReceived(callback, "bank", action, null, null);
      case 2 -> new CallbackExpired(callback, "bank", action, null, null);
      case 3 -> new ScheduleRegistered("nightly", component(), ver(), maybe(START), null);
      case 4 -> new ScheduleFired("nightly", component(), ver(), maybe(START), null);
      case 5 -> new ScheduleRemoved("nightly", component(), maybe(ver()));
      case 6 -> new CacheObserved("carts", Map.of(form(), 3L));
      case 7 -> new CacheFlushed("carts", Map.of());
      case 8 -> new FlagChanged("power-peg", pick("on", "off"), maybe(pick("m1", "m2")), null);
      case 9 ->
          new PathIntroduced(
              "old", PathKind.COLUMN, Map.of(), maybe("release-manager"), null, List.of());
      case 10 ->
          new PathUsed(
              "old", null, Map.of(), null, null, random.nextBoolean() ? List.of() : List.of("app"));
      default -> new PathRemoved("old", null, Map.of(), null, null, List.of());
    };
  }

  private Event declared() {
    return switch (random.nextInt(13)) {
      case 0 -> new ActionTypeDeclared("order", List.of(), null, maybe(Duration.ofHours(1)), null);
      case 1 -> new IncidentOpened("i1", null, null, null);
      case 2 -> new IncidentResolved("i1", null, null, null);
      case 3 -> new FreezeStarted(null);
      case 4 -> new FreezeEnded(null);
      case 5 -> new PolicyDeclared(Map.of("bake", pick("PT1H", "PT2H", "soon")));
      case 6 -> new EntityChanged(pick(KEYS), ver(), "import");
      case 7 ->
          new ProbeFinished(
              "synthetic-order",
              "order",
              null,
              List.of(new ComponentVersion(component(), ver())),
              List.of(),
              outcome());
      case 8 -> new VerificationFinished("suite", "testsuiterun", maybe("pass"), null);
      case 9 -> new EnvironmentDeclared("production", null);
      case 10 -> new FeedGapFound(pick("changes", "spans"), 0, 7, null, pick(GapReason.values()));
      case 11 -> new FeedGapClosed(pick("changes", "spans"), random.nextInt(90), "ana", "seen");
      default ->
          random.nextBoolean()
              ? new DecisionRecorded("PROCEED", "r1", null, "go", "on-call", null, null, null)
              : new ActionAccepted(pick(ACTIONS), null, null, null, null);
    };
  }

  private Side side() {
    return new Side(component(), range());
  }

  private VersionRange range() {
    return VersionRange.of(pick(">=2.4.0", "2.3.1"));
  }

  private String component() {
    return pick("checkout", "order-worker", "orders-db");
  }

  private String instance() {
    return pick("i1", "i2");
  }

  private String ver() {
    return pick("2.3.1", "2.4.0");
  }

  private MessageForm form() {
    return new MessageForm(pick("order-placed/2", "order-placed/3"));
  }

  private Outcome outcome() {
    return pick(Outcome.values());
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
