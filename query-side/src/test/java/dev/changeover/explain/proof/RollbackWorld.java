package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentEvent.ArtifactKind;
import dev.changeover.event.ComponentEvent.ArtifactObserved;
import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Event;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RehearsalConditions;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.ScheduleEvent.ScheduleRemoved;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.explain.Asked;
import dev.changeover.explain.Verdict;
import dev.changeover.explain.cases.RollbackCases;
import dev.changeover.explain.rollback.RollbackQuestion;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * One release of an API, a worker and a front end, beside peers that stay, on a schema that a
 * migration may have changed. What the versions before it could really read, take, continue and
 * live beside is decided when the world is made; what is told of that goes through {@link Telling}.
 */
final class RollbackWorld implements History {
  private static final String RELEASE = "2026.11.3";
  private static final String MIGRATION = "split-address";
  private static final String SCHEMA = "orders-db";
  private static final String QUEUE = "orders";
  private static final MessageForm OLD = new MessageForm("order-placed/2");
  private static final MessageForm NEW = new MessageForm("order-placed/3");
  private static final Instant BEGAN = Instant.parse("2026-11-20T10:00:00Z");

  private final Random random;
  private final boolean complete;
  private final Telling telling;
  private final RollbackTruth truth;
  private final Instant asked;

  /** When things last changed: long enough ago for every count to be too old that knows less. */
  private final Instant settled;

  private List<Telling.Told> told = List.of();

  private RollbackWorld(long seed, boolean complete) {
    random = new Random(seed);
    random.nextInt();
    this.complete = complete;
    telling = new Telling(random, complete);
    truth = new RollbackTruth(random);
    asked = BEGAN.plusSeconds(7200 + random.nextInt(7200));
    settled = asked.minusSeconds(600 + random.nextInt(1200));
  }

  static RollbackWorld of(long seed, boolean complete) {
    RollbackWorld world = new RollbackWorld(seed, complete);
    world.live();
    return world;
  }

  private void live() {
    components();
    plan();
    steps();
    migration();
    queue();
    actions();
    dependants();
    standing();
    fleets();
    pairs();
    rehearsals();
    told = telling.by(asked);
  }

  // --- the release ------------------------------------------------------------------------------

  private void components() {
    List<RollbackTruth.Component> some = truth.components;
    boolean both = often(2);
    if (both || often(2)) {
      some.add(new RollbackTruth.Component("checkout", ComponentKind.API, "2.3.1", "2.4.0"));
    }
    if (both || some.isEmpty()) {
      some.add(new RollbackTruth.Component("order-worker", ComponentKind.WORKER, "5.0.2", "5.1.0"));
    }
    if (often(6)) {
      some.add(new RollbackTruth.Component("web", ComponentKind.FRONTEND, "7.0.0", "8.0.0"));
    }
    for (RollbackTruth.Component each : some) {
      each.live.add(each.to);
      if (!often(5)) {
        each.live.add(each.from);
      }
    }
    if (!often(3)) {
      truth.peers.put("payments", often(4) ? List.of("1.0.0", "1.1.0") : List.of("1.0.0"));
    }
    if (often(4)) {
      truth.peers.put("reporting", List.of("3.0.0"));
    }
    truth.migrated = often(3);
  }

  private void plan() {
    List<PlannedComponent> components = new ArrayList<>();
    List<PlannedStep> steps = new ArrayList<>();
    for (RollbackTruth.Component each : truth.components) {
      components.add(new PlannedComponent(each.name, each.kind, each.from, each.to, null));
      steps.add(
          new PlannedStep(
              "deploy-" + each.name, each.name, null, null, List.of(), null, null, null));
    }
    List<PlannedMigration> migrations = new ArrayList<>();
    if (truth.migrated) {
      components.add(new PlannedComponent(SCHEMA, ComponentKind.SCHEMA, "41", "42", null));
      Map<Phase, Boolean> reversible = new TreeMap<>();
      for (Phase phase : Phase.values()) {
        if (phase != Phase.CONTRACTED && (complete || !often(10))) {
          reversible.put(phase, complete || !often(20));
        }
      }
      migrations.add(new PlannedMigration(MIGRATION, SCHEMA, reversible, Map.of()));
    }
    List<PlannedMessage> messages = new ArrayList<>();
    if (has("checkout") || has("order-worker")) {
      messages.add(message(OLD));
      messages.add(message(NEW));
    }
    telling.surely(
        "delivery",
        BEGAN.minusSeconds(3600),
        new ReleasePlanned(
            RELEASE,
            new ReleasePlan(
                RELEASE,
                Telling.ENVIRONMENT,
                null,
                null,
                null,
                components,
                migrations,
                messages,
                List.of(),
                steps,
                List.of(),
                null)));
    telling.surely("delivery", BEGAN, new ReleaseStarted(RELEASE, null));
  }

  /** Who makes it, at some version to come if at none yet, and who takes it, as it really is. */
  private PlannedMessage message(MessageForm form) {
    Map<String, VersionRange> makers = new TreeMap<>();
    List<String> versions =
        List.of("2.3.1", "2.4.0").stream().filter(each -> truth.makes(each, form)).toList();
    makers.put(
        "checkout", versions.isEmpty() ? VersionRange.of("2.5.0") : new VersionRange(versions));
    Map<String, VersionRange> takers = new TreeMap<>();
    List<String> accepting =
        List.of("5.0.2", "5.1.0").stream().filter(each -> truth.takes(each, form)).toList();
    if (!accepting.isEmpty()) {
      takers.put("order-worker", new VersionRange(accepting));
    }
    return new PlannedMessage(form, QUEUE, makers, takers);
  }

  private void steps() {
    Instant at = BEGAN.plusSeconds(600);
    for (RollbackTruth.Component each : truth.components) {
      String step = "deploy-" + each.name;
      telling.surely("delivery", at, new ReleaseStepStarted(RELEASE, step, null));
      at = at.plusSeconds(300);
      telling.perhaps(
          "delivery", at, new ReleaseStepFinished(RELEASE, step, StepOutcome.SUCCEEDED, null));
    }
    if (often(15)) {
      truth.dangers.add("another change is running");
      telling.surely("delivery", settled, new ReleaseStepStarted("2026.11.4", "other", null));
    }
  }

  private void migration() {
    if (!truth.migrated) {
      return;
    }
    List<Phase> phases =
        List.of(
            Phase.EXPANDED,
            Phase.BACKFILLING,
            Phase.BACKFILLED,
            Phase.READS_SWITCHED,
            Phase.CONTRACTED);
    int reached = often(2) ? 1 : 1 + random.nextInt(phases.size());
    boolean dualWrite = !often(4);
    List<PhaseDeclaration> declared = new ArrayList<>();
    phases.forEach(each -> declared.add(new PhaseDeclaration(each, null, dualWrite, Map.of())));
    MigrationDeclared declaration = new MigrationDeclared(MIGRATION, SCHEMA, declared, "42");
    telling.perhaps("schema", BEGAN.minusSeconds(1800), declaration);
    Instant at = BEGAN.plusSeconds(60);
    boolean lossy = often(8);
    for (int i = 0; i < reached; i++) {
      Phase phase = phases.get(i);
      boolean last = i == reached - 1;
      telling.perhaps("schema", at, new PhaseStarted(MIGRATION, phase, null));
      Instant begun = at;
      at = at.plusSeconds(120 + random.nextInt(120));
      if (last && often(12)) {
        telling.surely("schema", begun, new PhaseStarted(MIGRATION, phase, null));
        truth.dangers.add("a phase is running");
        break;
      }
      if (phase.compareTo(Phase.EXPANDED) > 0) {
        long rows = often(6) ? 1 + random.nextInt(50) : 0;
        boolean lag = often(6);
        progress(at.minusSeconds(30 + random.nextInt(60)), phase, 0, false);
        if (last) {
          truth.hiddenRows = rows;
          truth.lag = lag;
          truth.dualWrite = dualWrite;
          progress(at.plusSeconds(60 + random.nextInt(600)), phase, rows, lag);
        }
      }
      boolean failed = last && often(15);
      boolean loses = lossy && last && phase != Phase.EXPANDED;
      telling.surely(
          "schema",
          at,
          new PhaseFinished(
              MIGRATION,
              phase,
              failed ? Outcome.FAILED : Outcome.SUCCEEDED,
              null,
              null,
              loses ? true : null,
              null));
      truth.phase = phase;
      if (failed) {
        truth.dangers.add("a phase failed");
      }
      if (loses) {
        truth.dangers.add("old values are lost");
      }
    }
    if (reached == 1 && truth.phase == Phase.EXPANDED && often(8)) {
      telling.surely("schema", settled, new MigrationReverted(MIGRATION, Phase.EXPANDED));
      truth.phase = null;
      truth.dangers.remove("a phase failed");
    }
    Instant seen = (truth.phase == null ? settled : at).plusSeconds(120);
    telling.perhaps(
        "schema",
        seen,
        new ComponentObserved(
            SCHEMA, ComponentKind.SCHEMA, truth.schema(), null, null, null, null));
  }

  private void progress(Instant at, Phase phase, long rows, boolean lag) {
    telling.perhaps(
        often(2) ? "schema" : "counter",
        at,
        new MigrationProgressed(
            MIGRATION, phase, null, null, rows, lag ? Duration.ofSeconds(40) : Duration.ZERO));
  }

  // --- what needs the versions that would go ----------------------------------------------------

  private void queue() {
    if (!has("order-worker")) {
      return;
    }
    long old = often(3) ? 0 : random.nextInt(20);
    long fresh = often(3) && truth.makes("2.4.0", NEW) ? random.nextInt(20) : 0;
    long dead = often(10) ? 1 + random.nextInt(3) : 0;
    truth.waiting.put(OLD, old);
    truth.waiting.put(NEW, fresh);
    truth.dead = dead;
    snapshot(settled.minusSeconds(30), 3, 0, 0);
    if (complete || !often(6)) {
      snapshot(
          asked.minusSeconds(1 + random.nextInt(complete || !often(4) ? 29 : 900)),
          old,
          fresh,
          dead);
    }
  }

  private void snapshot(Instant at, long old, long fresh, long dead) {
    Map<MessageForm, Long> forms = new TreeMap<>();
    if (old > 0) {
      forms.put(OLD, old);
    }
    boolean hidden = !complete && often(10);
    if (fresh > 0 && !hidden) {
      forms.put(NEW, fresh);
    }
    Instant moment = at.isBefore(settled) && !at.equals(settled.minusSeconds(30)) ? settled : at;
    telling.perhaps(
        "broker",
        moment,
        new QueueObserved(QUEUE, old + fresh, null, forms, dead > 0 ? dead : null, null, null));
  }

  private void actions() {
    for (RollbackTruth.Component each : truth.components) {
      for (int i = random.nextInt(3); i > 0; i--) {
        boolean onNew = often(2);
        boolean open = often(8);
        ActionRef ref = new ActionRef("order", each.name + "-" + i);
        Instant at = BEGAN.plusSeconds(1800 + random.nextInt(1800));
        String version = onNew ? each.to : each.from;
        telling.surely("api", at, new ActionAccepted(ref, null, each.name, version, null));
        if (open && onNew) {
          truth.dangers.add("an action in flight needs " + each.to);
        } else if (!open) {
          telling.perhaps(
              "api",
              at.plusSeconds(60),
              new ActionFinished(ref, null, each.name, version, ActionOutcome.COMPLETED));
        }
      }
    }
  }

  private void dependants() {
    for (RollbackTruth.Component each : truth.components) {
      if (each.kind == ComponentKind.FRONTEND) {
        long clients = often(3) ? 1 + random.nextInt(90) : 0;
        counted(each, clients, "clients of the new bundle", this::clients);
      }
      if (often(10)) {
        counted(each, often(2) ? 1 + random.nextInt(90) : 0, "entries in the cache", this::cache);
      }
      if (often(10)) {
        boolean gone = often(2);
        Instant at = BEGAN.plusSeconds(1200);
        telling.surely(
            "cron", at, new ScheduleRegistered("nightly", each.name, each.to, null, null));
        if (gone) {
          telling.perhaps(
              "cron", at.plusSeconds(600), new ScheduleRemoved("nightly", each.name, each.to));
        } else {
          truth.dangers.add("a schedule needs " + each.to);
        }
      }
      if (often(10)) {
        boolean answered = often(2);
        Instant at = BEGAN.plusSeconds(1500);
        telling.surely(
            "bank",
            at,
            new CallbackRegistered("cb-" + each.name, "bank", null, each.name, each.to, null));
        if (answered) {
          telling.perhaps(
              "bank",
              at.plusSeconds(900),
              new CallbackReceived("cb-" + each.name, "bank", null, each.name, each.to));
        } else {
          truth.dangers.add("an answer will come for " + each.to);
        }
      }
    }
  }

  /** Tells a count as it was before things settled, and as it is since. */
  private void counted(RollbackTruth.Component of, long now, String what, Counting counting) {
    telling.surely("counter", settled.minusSeconds(60), counting.event(of, often(2) ? 0 : now));
    if (now > 0) {
      truth.dangers.add(what);
    }
    if (complete || !often(5)) {
      telling.perhaps(
          "counter", asked.minusSeconds(1 + random.nextInt(200)), counting.event(of, now));
    }
  }

  /** Makes the event that tells a count. */
  private interface Counting {
    Event event(RollbackTruth.Component of, long count);
  }

  private Event clients(RollbackTruth.Component of, long count) {
    return new ClientObserved(of.name, of.to, count, null);
  }

  private Event cache(RollbackTruth.Component of, long count) {
    return new CacheObserved(
        of.name, count == 0 ? Map.of() : Map.of(new MessageForm("cart/2"), count));
  }

  /** What was said of the targets themselves, and of flags. */
  private void standing() {
    RollbackTruth.Component any = pick(truth.components);
    if (often(20)) {
      truth.dangers.add("the target is faulty");
      telling.surely("quality", settled, new VersionMarked(any.name, any.from, Mark.FAULTY, null));
    }
    if (often(20)) {
      boolean there = often(2);
      telling.surely(
          "registry",
          settled.minusSeconds(600),
          new ArtifactObserved(any.name, any.from, ArtifactKind.ARTIFACT, !there));
      if (often(2)) {
        there = !there;
        telling.surely(
            "registry",
            settled,
            new ArtifactObserved(any.name, any.from, ArtifactKind.ARTIFACT, !there));
      }
      if (there) {
        truth.dangers.add("an artifact is gone");
      }
    }
    if (often(12)) {
      boolean isShort = often(2);
      telling.perhaps(
          "fleet",
          settled.minusSeconds(60),
          new CapacityObserved(any.name, any.from, often(2) ? 1 : 4, 4));
      telling.surely(
          "fleet",
          asked.minusSeconds(random.nextInt(complete ? 20 : 500)),
          new CapacityObserved(any.name, any.from, isShort ? 1 : 4, 4));
      if (isShort) {
        truth.dangers.add("the target lacks capacity");
      }
    }
    if (often(12)) {
      boolean changed = often(2);
      telling.surely(
          "flags", BEGAN.minusSeconds(7200), new FlagChanged("new-tax", "on", "m1", any.name));
      if (changed) {
        telling.surely(
            "flags", BEGAN.plusSeconds(1800), new FlagChanged("new-tax", "on", "m2", any.name));
        truth.dangers.add("a flag means something else");
      }
    }
  }

  // --- who is there -----------------------------------------------------------------------------

  private void fleets() {
    for (RollbackTruth.Component each : truth.components) {
      for (String version : each.live) {
        instance(each.name, each.kind, version, true);
      }
      if (often(4)) {
        instance(each.name, each.kind, each.from, false);
      }
      if (each.live.size() == 1) {
        truth.dangers.add("no instance of the target is there");
      }
    }
    truth.peers.forEach(
        (name, versions) ->
            versions.forEach(version -> instance(name, ComponentKind.API, version, true)));
    if (often(6)) {
      instance("legacy", ComponentKind.API, "0.9.0", false);
    }
  }

  private void instance(String component, ComponentKind kind, String version, boolean alive) {
    String name = component + "-" + version + (alive ? "" : "-gone");
    Instant from = BEGAN.plusSeconds(900);
    boolean silent = alive && !complete && often(10);
    presence(component, kind, version, name, from);
    Instant last = asked.minusSeconds(1 + random.nextInt(25));
    if (silent) {
      last = asked.minusSeconds(300 + random.nextInt(2400));
    }
    Instant died = settled;
    presence(component, kind, version, name, alive || last.isBefore(died) ? last : died);
    if (!alive && (complete || !often(3))) {
      telling.surely(
          "fleet", died.plusSeconds(1), new WorkerStopped(component, version, name, null));
    }
  }

  private void presence(
      String component, ComponentKind kind, String version, String instance, Instant at) {
    if (kind == ComponentKind.WORKER) {
      List<MessageForm> accepts =
          List.of(OLD, NEW).stream().filter(form -> truth.takes(version, form)).toList();
      telling.surely(
          "fleet",
          at,
          new WorkerReported(
              component,
              version,
              instance,
              null,
              List.of(QUEUE),
              accepts,
              null,
              WorkerState.RUNNING,
              Duration.ofSeconds(30),
              null));
    } else {
      telling.surely(
          "fleet", at, new ComponentObserved(component, kind, version, instance, null, null, null));
    }
  }

  /** Whoever verified told the truth, as far as anybody heard. */
  private void pairs() {
    List<ComponentVersion> targets = new ArrayList<>();
    List<ComponentVersion> others = new ArrayList<>();
    for (RollbackTruth.Component each : truth.components) {
      targets.add(new ComponentVersion(each.name, each.from));
      others.add(new ComponentVersion(each.name, each.from));
      others.add(new ComponentVersion(each.name, each.to));
    }
    truth.peers.forEach(
        (name, versions) ->
            versions.forEach(version -> others.add(new ComponentVersion(name, version))));
    if (truth.migrated) {
      others.add(new ComponentVersion(SCHEMA, truth.schema()));
    }
    for (ComponentVersion target : targets) {
      for (ComponentVersion other : others) {
        if (!target.component().equals(other.component()) && (complete || !often(8))) {
          boolean swap = often(2);
          telling.perhaps(
              "contract-tests",
              settled.minusSeconds(random.nextInt(300)),
              new PairVerified(
                  swap ? other : target,
                  swap ? target : other,
                  "contract-tests",
                  truth.works(target, other) ? Outcome.SUCCEEDED : Outcome.FAILED));
        }
      }
    }
  }

  private void rehearsals() {
    for (RollbackTruth.Component each : truth.components) {
      if (complete || !often(6)) {
        telling.perhaps(
            "rehearsals",
            rehearsedAt(),
            new RollbackRehearsed(
                null,
                each.name,
                each.to,
                each.from,
                null,
                Duration.ofMinutes(4),
                new RehearsalConditions(
                    null, null, null, null, truth.phase == null ? List.of() : List.of(MIGRATION)),
                complete || !often(10) ? Outcome.SUCCEEDED : Outcome.FAILED));
      }
    }
  }

  /** It proves something where no rows were moved since, or it took place after that. */
  private Instant rehearsedAt() {
    boolean moved = truth.phase != null && truth.phase.compareTo(Phase.EXPANDED) > 0;
    return (complete && moved) || often(3)
        ? settled.plusSeconds(30)
        : asked.minus(Duration.ofDays(complete ? 2 : random.nextInt(33)));
  }

  // --- the question -----------------------------------------------------------------------------

  @Override
  public List<Telling.Told> told() {
    return told;
  }

  @Override
  public Asked asked() {
    return new Asked(told.size() - 1L, asked);
  }

  @Override
  public Verdict verdict(Asked asked, List<Recorded<Event>> known) {
    return RollbackCases.answer(RollbackQuestion.of(Telling.ENVIRONMENT, RELEASE), asked, known);
  }

  @Override
  public Optional<String> harm(Verdict verdict) {
    return truth.harm();
  }

  @Override
  public boolean provablySafe(Verdict verdict) {
    return complete && truth.harm().isEmpty() && !truth.needsAnOrder();
  }

  @Override
  public String question() {
    return "{\"question\":\"ROLLBACK\",\"environment\":\"%s\",\"release\":\"%s\",\"instant\":\"%s\"}"
        .formatted(Telling.ENVIRONMENT, RELEASE, asked);
  }

  private boolean has(String component) {
    return truth.components.stream().anyMatch(each -> each.name.equals(component));
  }

  private boolean often(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
