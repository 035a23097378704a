package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentEvent.ClientObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.ScheduleEvent.ScheduleRemoved;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What needs the versions that would go: messages, actions, clients, schedules, callbacks. */
final class RollbackNeeds extends RollbackPart {
  private static final MessageForm OLD_CART = new MessageForm("cart/1");
  private static final MessageForm CART = new MessageForm("cart/2");

  /** Components of whose cache somebody has told that it holds entries of the new format. */
  private final Set<String> found = new HashSet<>();

  RollbackNeeds(RollbackWorld world) {
    super(world);
  }

  @Override
  void live() {
    queue();
    actions();
    unplaced();
    dependants();
  }

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
        if (often(3)) {
          telling.perhaps("worker", at.plusSeconds(9), step(ref, each.name, version, onNew));
        }
        if (open && onNew) {
          truth.endanger(each, "an action in flight needs " + each.to);
        } else if (!open) {
          telling.perhaps(
              "api",
              at.plusSeconds(60),
              new ActionFinished(ref, null, each.name, version, ActionOutcome.COMPLETED));
        }
      }
    }
  }

  /** A step that came with the new version, or one that both have. */
  private StepStarted step(ActionRef ref, String component, String version, boolean onNew) {
    String name = onNew && often(2) ? "split-parcel" : "book";
    return TryWords.first(ref, name, component, version).started();
  }

  /**
   * An open action of which nobody told where it runs: on a version that would go, or elsewhere.
   */
  private void unplaced() {
    if (complete || !often(20)) {
      return;
    }
    ActionRef ref = new ActionRef("refund", "unplaced");
    telling.surely(
        "api",
        BEGAN.plusSeconds(1800 + random.nextInt(1800)),
        new ActionAccepted(ref, null, null, null, null));
    RollbackTruth.Component any = pick(truth.components);
    if (often(2)) {
      truth.endanger(any, "an action in flight needs " + any.to);
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
        if (!complete && often(3)) {
          telling.surely(
              "cron", at, new ScheduleRegistered("nightly", each.name, each.from, null, null));
        } else {
          telling.surely(
              "cron", at, new ScheduleRegistered("nightly", each.name, each.to, null, null));
        }
        if (gone) {
          telling.perhaps(
              "cron", at.plusSeconds(600), new ScheduleRemoved("nightly", each.name, each.to));
        } else {
          truth.endanger(each, "a schedule needs " + each.to);
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
          truth.endanger(each, "an answer will come for " + each.to);
        }
      }
    }
  }

  /** Tells a count as it was before things settled, and as it is since. */
  private void counted(RollbackTruth.Component of, long now, String what, Counting counting) {
    telling.surely("counter", settled.minusSeconds(60), counting.event(of, often(2) ? 0 : now));
    if (now > 0) {
      truth.endanger(of, what);
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

  /** Whoever looks may tell no format, or leave out one that was found before. */
  private Event cache(RollbackTruth.Component of, long count) {
    boolean leavesOut = !complete && found.contains(of.name) && often(3);
    boolean silent = !complete && !leavesOut && often(4);
    if (leavesOut || silent) {
      return new CacheObserved(of.name, silent ? Map.of() : Map.of(OLD_CART, 0L));
    }
    if (count > 0) {
      found.add(of.name);
    }
    return new CacheObserved(of.name, Map.of(CART, count));
  }
}
