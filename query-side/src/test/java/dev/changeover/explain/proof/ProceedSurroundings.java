package dev.changeover.explain.proof;

import dev.changeover.event.Event;
import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.IncidentEvent.FreezeEnded;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.IncidentEvent.IncidentResolved;
import dev.changeover.event.Outcome;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import java.time.Instant;

/**
 * What goes on beside a release: freezes, incidents, other releases, a flag that is given a second
 * meaning, a way back that was begun.
 */
final class ProceedSurroundings {
  private final ProceedWorld world;

  ProceedSurroundings(ProceedWorld world) {
    this.world = world;
  }

  void live() {
    if (world.often(2)) {
      return;
    }
    freezes();
    incident();
    otherRelease();
    flag();
    wayBack();
  }

  /** One or two at a time, and each may have ended; both may go by one name. */
  private void freezes() {
    if (!world.often(5)) {
      return;
    }
    boolean oneName = !world.complete && world.often(2);
    int count = 1 + world.random.nextInt(2);
    for (int i = 0; i < count; i++) {
      String reason = i == 0 ? "month end" : "storm";
      String name = oneName ? "production" : reason;
      Instant at = world.asked.minusSeconds(3000 + world.random.nextInt(600));
      said(name, at, new FreezeStarted(reason));
      boolean over = world.often(2);
      if (over) {
        said(name, at.plusSeconds(900 + world.random.nextInt(900)), new FreezeEnded(reason));
      }
      world.endanger(!over, "a freeze is on");
    }
  }

  private void said(String name, Instant at, Event event) {
    world.telling.surely("ops", at, event).of(name);
  }

  private void incident() {
    if (!world.often(20)) {
      return;
    }
    Instant at = world.asked.minusSeconds(2000);
    world.telling.surely("ops", at, new IncidentOpened("inc-1", null, null, null));
    boolean over = world.often(2);
    if (over) {
      world.telling.surely(
          "ops", at.plusSeconds(700), new IncidentResolved("inc-1", null, null, null));
    }
    world.endanger(!over, "an incident is open");
  }

  private void otherRelease() {
    if (!world.often(20)) {
      return;
    }
    Instant at = world.asked.minusSeconds(2500);
    world.telling.surely("delivery", at, new ReleaseStarted("2026.11.4", null));
    boolean over = world.often(2);
    if (over) {
      world.telling.surely(
          "delivery", at.plusSeconds(900), new ReleaseFinished("2026.11.4", null, null, null));
    }
    world.endanger(!over, "another release hides what the step does");
  }

  /** Checkout asks for it: what was there before the release goes by its first meaning. */
  private void flag() {
    if (!world.often(7)) {
      return;
    }
    boolean reused = world.often(2);
    world.telling.surely(
        "flags",
        world.began.minusSeconds(9000),
        new FlagChanged("new-tax", "on", "m1", "checkout"));
    world.telling.surely(
        "flags",
        world.began.minusSeconds(30),
        new FlagChanged("new-tax", "on", reused ? "m2" : "m1", "checkout"));
    world.endanger(
        reused && world.fleet.isLive("checkout", "2.3.1"),
        "an instance goes by the first meaning of a flag");
  }

  /** It, or a part of it, was gone back from, and not begun anew. */
  private void wayBack() {
    if (world.done == 0 || !world.often(20)) {
      return;
    }
    String component = world.isDone("workers") && world.often(2) ? "order-worker" : null;
    Instant at = world.lastStepEnded().plusSeconds(200);
    world.telling.surely(
        "delivery", at, new RollbackStarted(ProceedWorld.RELEASE, null, component, null));
    boolean over = world.often(2);
    if (over) {
      world.telling.surely(
          "delivery",
          at.plusSeconds(80),
          new RollbackFinished(
              ProceedWorld.RELEASE,
              null,
              component,
              world.often(2) ? Outcome.SUCCEEDED : Outcome.FAILED,
              null));
    }
    world.dangers.add("a part of it was gone back from");
  }
}
