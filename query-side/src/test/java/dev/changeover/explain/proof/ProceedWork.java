package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.MessageForm;
import dev.changeover.event.QueueEvent.QueueObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Orders on their way through a {@link ProceedWorld}: before the release all complete; since its
 * last step every second one may fail, hang or be called off.
 */
final class ProceedWork {
  private static final int BEFORE = 10;
  private static final int SINCE = 10;
  private final ProceedWorld world;

  /** Whether enough orders ended lately. */
  private boolean provable = true;

  /** What becomes of the orders that the release breaks. */
  private enum Fate {
    COMPLETES,
    FAILS,
    HANGS,
    IS_CALLED_OFF
  }

  ProceedWork(ProceedWorld world) {
    this.world = world;
  }

  void live() {
    for (int i = 0; i < BEFORE; i++) {
      order("b" + i, world.began.minusSeconds(700 + i * 600L), "2.3.1", "5.0.2", Fate.COMPLETES);
    }
    boolean touched = world.done > 0;
    if (touched) {
      since();
    }
    queue();
  }

  private void since() {
    Fate fate =
        switch (world.random.nextInt(10)) {
          case 0 -> Fate.FAILS;
          case 1 -> Fate.HANGS;
          case 2 -> Fate.IS_CALLED_OFF;
          default -> Fate.COMPLETES;
        };
    world.endanger(fate != Fate.COMPLETES, "half of the orders do not complete");
    boolean few = world.often(8);
    boolean earlier = world.often(4);
    Instant broken = world.lastStepEnded();
    String api = world.isDone("api") ? "2.4.0" : "2.3.1";
    String worker = world.isDone("workers") ? "5.1.0" : "5.0.2";
    if (earlier && world.done > 1) {
      for (int i = 0; i < 8; i++) {
        order("e" + i, broken.minusSeconds(400 - i * 15L), api, worker, Fate.COMPLETES);
      }
    }
    Instant lately = world.asked.minusSeconds(3000);
    Instant first = (broken.isBefore(lately) && !world.often(6) ? lately : broken).plusSeconds(30);
    long length = Duration.between(first, world.asked).toSeconds() - 60;
    int count = few ? world.random.nextInt(4) : SINCE;
    provable = !few && length < 12_000;
    for (int i = 0; i < count; i++) {
      order(
          "n" + i,
          first.plusSeconds(i * length / SINCE),
          api,
          worker,
          i % 2 == 0 ? Fate.COMPLETES : fate);
    }
  }

  private void order(String id, Instant at, String api, String worker, Fate fate) {
    ActionRef ref = new ActionRef("order", id);
    world.telling.perhaps("api", at, new ActionAccepted(ref, null, "checkout", api, null));
    if (world.often(3)) {
      world.telling.perhaps(
          "worker",
          at.plusSeconds(5),
          TryWords.first(ref, "book", "order-worker", worker).started());
    }
    if (fate != Fate.HANGS) {
      world.telling.perhaps(
          "worker",
          at.plusSeconds(20),
          new ActionFinished(
              ref,
              null,
              "order-worker",
              worker,
              switch (fate) {
                case FAILS -> ActionOutcome.FAILED;
                case IS_CALLED_OFF -> ActionOutcome.CANCELLED;
                case COMPLETES, HANGS -> ActionOutcome.COMPLETED;
              }));
    }
  }

  boolean isProvable() {
    return provable;
  }

  private void queue() {
    boolean slow = world.often(10);
    long grown = world.done > 0 && world.often(10) ? 1 + world.random.nextInt(4) : 0;
    world.endanger(slow, "work waits for too long");
    world.endanger(grown > 0, "messages died since the step");
    snapshot(world.began.minusSeconds(400), 1, Duration.ofSeconds(3), 2);
    Instant last =
        world.asked.minusSeconds(
            world.complete ? 20 : 1 + world.random.nextInt(world.often(6) ? 900 : 28));
    Instant known = last.isBefore(world.lastStepEnded()) ? world.lastStepEnded() : last;
    snapshot(known, slow ? 9 : 1, slow ? Duration.ofMinutes(11) : Duration.ofSeconds(4), 2 + grown);
  }

  private void snapshot(Instant at, long waiting, Duration oldest, long dead) {
    MessageForm form =
        world.isDone("api") && world.fleet.makes("2.4.0", ProceedFleet.NEW)
            ? ProceedFleet.NEW
            : ProceedFleet.OLD;
    Map<MessageForm, Long> forms = new TreeMap<>(Map.of(form, waiting));
    world.telling.perhaps(
        "broker",
        at,
        new QueueObserved(ProceedFleet.QUEUE, waiting, oldest, forms, dead, null, null));
  }
}
