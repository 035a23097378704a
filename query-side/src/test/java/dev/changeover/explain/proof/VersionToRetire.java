package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.ScheduleEvent.ScheduleRemoved;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.explain.retire.Retired;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The version before a release, beside the one that replaced it. */
final class VersionToRetire extends Retirement {
  private static final String OLD = "5.0.2";
  private static final String NEW = "5.1.0";
  static final String QUEUE = "orders";
  private static final String RELEASE = "2026.11.3";
  private static final MessageForm FIRST = new MessageForm("order-placed/1");
  private static final MessageForm SECOND = new MessageForm("order-placed/2");
  private static final Duration WINDOW = Duration.ofMinutes(18);
  private final String component;
  private final ComponentKind kind;
  private final boolean newTakesFirst;
  private final boolean newIsThere;
  private final Instant drained;
  private final VersionSurroundings surroundings;
  private long aside;
  private boolean clientsLeftLately;

  VersionToRetire(RetireWorld world) {
    super(world);
    boolean frontend = often(4);
    component = frontend ? "web" : "order-worker";
    kind = frontend ? ComponentKind.FRONTEND : ComponentKind.WORKER;
    newTakesFirst = often(2);
    newIsThere = world.complete || !often(8);
    surroundings = new VersionSurroundings(world, this);
    drained = world.settled.minusSeconds(often(2) ? 1 : world.random.nextInt(10_000));
  }

  @Override
  void live() {
    release();
    standing();
    processes();
    for (int i = world.random.nextInt(4); i > 0; i--) {
      action(i);
    }
    if (kind == ComponentKind.WORKER) {
      messages();
    } else {
      clients();
    }
    dependants();
    surroundings.live();
  }

  private void release() {
    List<String> takers = newTakesFirst ? List.of(OLD, NEW) : List.of(OLD);
    world.telling.surely(
        "delivery",
        world.began.plusSeconds(1),
        Plans.of(
                List.of(new PlannedComponent(component, kind, OLD, NEW, null)),
                kind == ComponentKind.WORKER
                    ? List.of(
                        message(FIRST, "2.3.1", takers),
                        message(SECOND, "2.4.0", List.of(OLD, NEW)))
                    : List.of())
            .of(RELEASE));
    world.telling.surely("delivery", world.began.plusSeconds(2), new ReleaseStarted(RELEASE, null));
    world.telling.surely(
        "delivery", world.began.plusSeconds(900), new ReleaseFinished(RELEASE, null, null, null));
  }

  private PlannedMessage message(MessageForm form, String maker, List<String> takers) {
    return new PlannedMessage(
        form,
        QUEUE,
        Map.of("checkout", VersionRange.of(maker)),
        Map.of(component, new VersionRange(takers)));
  }

  /**
   * What the plan goes back to is needed until something else is proved, the more so where the new
   * version crashed.
   */
  private void standing() {
    boolean proved = !often(6);
    if (proved) {
      world.telling.surely(
          "quality",
          world.began.plusSeconds(1200),
          new VersionMarked(component, NEW, Mark.LAST_KNOWN_GOOD, null));
    }
    boolean another = !proved && often(2) && surroundings.canary(process("5.2.0", List.of(SECOND)));
    endanger(!proved && !another, "it is the only way back");
  }

  private void processes() {
    Processes.Running successor =
        process(NEW, newTakesFirst ? List.of(FIRST, SECOND) : List.of(SECOND));
    if (newIsThere) {
      world.processes.alive(successor, world.began.plusSeconds(60));
    } else if (often(2)) {
      world.processes.gone(successor, world.began.plusSeconds(60));
    }
    Processes.Running old = process(OLD, List.of(FIRST, SECOND));
    switch (world.random.nextInt(6)) {
      case 0 -> {
        endanger(true, "an instance of it takes work");
        world.processes.alive(old, world.began.plusSeconds(60));
      }
      case 1, 2 -> draining(old);
      default -> world.processes.gone(old, world.began.plusSeconds(60));
    }
  }

  private void draining(Processes.Running old) {
    if (kind != ComponentKind.WORKER) {
      world.processes.gone(old, world.began.plusSeconds(60));
      return;
    }
    long inFlight = often(4) ? 2 : 0;
    endanger(inFlight > 0, "an instance of it has work in hand");
    world.processes.seen(old, old.named(""), world.began.plusSeconds(60), WorkerState.RUNNING, 0);
    world.processes.seen(old, old.named(""), drained, WorkerState.RUNNING, 1);
    world.processes.alive(old, drained.plusSeconds(60), WorkerState.DRAINING, inFlight);
  }

  private Processes.Running process(String version, List<MessageForm> takes) {
    return new Processes.Running(component, kind, version, QUEUE, takes);
  }

  private void action(int number) {
    ActionRef ref = new ActionRef("order", "a-" + number);
    String on = often(2) ? OLD : NEW;
    boolean open = often(8);
    Instant at = world.began.plusSeconds(100 + world.random.nextInt(3000));
    world.telling.surely("api", at, new ActionAccepted(ref, null, component, on, null));
    if (!open) {
      world.telling.perhaps(
          "api",
          at.plusSeconds(60),
          new ActionFinished(ref, null, component, on, ActionOutcome.COMPLETED));
    }
    endanger(open && on.equals(OLD), "an open action needs it");
  }

  private void messages() {
    long first = often(4) ? 1 + world.random.nextInt(5) : 0;
    long second = often(2) ? world.random.nextInt(9) : 0;
    aside = often(8) ? 1 + world.random.nextInt(2) : 0;
    boolean asideIsFirst = often(2);
    boolean needed = !newTakesFirst || !newIsThere;
    endanger(first > 0 && needed, "messages wait that only it takes");
    endanger(aside > 0 && asideIsFirst && needed, "dead messages are for it alone");
    endanger(!newIsThere, "nothing else takes what comes");
    boolean made = often(5);
    Processes.Running maker =
        new Processes.Running("checkout", ComponentKind.API, "2.3.1", "", List.of());
    if (made) {
      world.processes.alive(maker, world.began.plusSeconds(60));
    } else {
      world.processes.gone(maker, world.began.plusSeconds(60));
    }
    endanger(made && needed, "messages are made that only it takes");
    world.processes.alive(
        new Processes.Running("checkout", ComponentKind.API, "2.4.0", "", List.of()),
        world.began.plusSeconds(60));
    world.signs().forEach(at -> snapshot(at, at.isBefore(world.settled) ? 0 : first, second));
  }

  private void snapshot(Instant at, long first, long second) {
    Map<MessageForm, Long> forms = new TreeMap<>();
    boolean hidden = !world.complete && often(10);
    if (first > 0 && !hidden) {
      forms.put(FIRST, first);
    }
    if (second > 0) {
      forms.put(SECOND, second);
    }
    boolean tellsAside = world.complete || !often(5);
    world.telling.perhaps(
        "broker",
        at,
        new QueueObserved(
            QUEUE,
            first + second,
            null,
            forms,
            tellsAside ? aside : null,
            tellsAside ? 0L : null,
            null));
  }

  /** Some come back once in a business cycle; those were counted, unless nobody counted. */
  private void clients() {
    long now = often(5) ? 1 + world.random.nextInt(50) : 0;
    boolean comeBack = often(4);
    endanger(now > 0, "clients of it are active");
    if (now > 0 && often(3)) {
      world.telling.surely(
          "product",
          world.began.plusSeconds(1300),
          new VersionMarked(component, OLD, Mark.SUPPORT_ENDED, null));
    }
    endanger(comeBack, "clients of it come once in a business cycle");
    clientsLeftLately = comeBack;
    Instant came = world.asked.minusSeconds(1500 + world.random.nextInt(4 * 3600));
    List<Instant> signs = world.signs();
    for (Instant at : signs) {
      count(at, (at.isBefore(world.settled) ? 0 : now) + (comeBack && speaksOf(at, came) ? 1 : 0));
    }
    if (comeBack && !isMissed(came, signs)) {
      count(came.plusSeconds(5), 1 + (came.isBefore(world.settled) ? 0 : now));
    }
  }

  /** Whether a count stands for a moment: it does for its window. */
  private static boolean speaksOf(Instant count, Instant moment) {
    return !count.isBefore(moment) && !count.minus(WINDOW).isAfter(moment);
  }

  private boolean isMissed(Instant came, List<Instant> signs) {
    List<Instant> spoken = new ArrayList<>(signs);
    signs.forEach(each -> spoken.add(each.minus(WINDOW)));
    return signs.stream().noneMatch(each -> speaksOf(each, came)) && world.isMissed(came, spoken);
  }

  private void count(Instant at, long active) {
    world.telling.surely("counter", at, new ClientObserved(component, OLD, active, WINDOW));
  }

  private void dependants() {
    if (often(8)) {
      boolean removed = often(2);
      Instant at = world.began.plusSeconds(300);
      boolean ofAnother = !world.complete && often(3);
      world.telling.surely(
          "cron",
          at,
          new ScheduleRegistered("nightly", component, ofAnother ? NEW : OLD, null, null));
      if (removed) {
        world.telling.perhaps(
            "cron", at.plusSeconds(600), new ScheduleRemoved("nightly", component, OLD));
      }
      endanger(!removed, "a schedule names it");
    }
    if (often(8)) {
      boolean answered = often(2);
      Instant at = world.began.plusSeconds(400);
      world.telling.surely(
          "bank", at, new CallbackRegistered("cb-1", "bank", null, component, OLD, null));
      if (answered) {
        world.telling.perhaps(
            "bank",
            at.plusSeconds(900),
            new CallbackReceived("cb-1", "bank", null, component, OLD));
      }
      endanger(!answered, "an answer will come for it");
    }
  }

  ComponentVersion old() {
    return new ComponentVersion(component, OLD);
  }

  ComponentVersion successor() {
    return new ComponentVersion(component, NEW);
  }

  @Override
  Retired retired() {
    return new Retired.OldVersion(old());
  }

  /** The time of grace is over, and nothing is left aside of which the form is not told. */
  @Override
  boolean isProvable() {
    Instant lastUse = drained.isAfter(world.settled) ? drained : world.settled;
    return newIsThere
        && aside == 0
        && !clientsLeftLately
        && lastUse.plus(RetireWorld.GRACE).plusSeconds(120).isBefore(world.asked);
  }
}
