package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What else may need a version that would go, and shows itself badly: actions that tell no
 * component, tries that tell no instance, workers that tell no version, neighbours that are silent.
 */
final class VersionSurroundings {
  private final RetireWorld world;
  private final VersionToRetire of;
  private final ComponentVersion old;
  private final ComponentVersion successor;

  VersionSurroundings(RetireWorld world, VersionToRetire of) {
    this.world = world;
    this.of = of;
    this.old = of.old();
    this.successor = of.successor();
  }

  void live() {
    unplaced();
    sentAfterwards();
    failed();
    nameless();
    callback();
    peer();
    silentPeer();
  }

  /** An open action of which nobody told where it runs. */
  private void unplaced() {
    if (world.complete || !world.often(20)) {
      return;
    }
    ActionRef ref = new ActionRef("refund", "unplaced");
    Instant at = world.began.plusSeconds(500);
    world.telling.surely("api", at, new ActionAccepted(ref, null, null, null, null));
    if (world.often(2)) {
      world.telling.perhaps(
          "api", at.plusSeconds(9), TryWords.first(ref, "book", null, null).started());
    }
    of.endanger(world.often(2), "an open action needs it");
  }

  /** Work reached it after it was drained: somebody is there who takes it. */
  private void sentAfterwards() {
    if (!world.often(15)) {
      return;
    }
    ActionRef ref = new ActionRef("order", "late");
    Instant at = world.asked.minusSeconds(world.random.nextInt(1400));
    world.telling.surely(
        "worker", at, TryWords.first(ref, "book", old.component(), old.version()).started());
    if (world.often(2)) {
      world.telling.surely(
          "worker",
          at.plusSeconds(1),
          new ActionFinished(ref, null, old.component(), old.version(), ActionOutcome.COMPLETED));
    }
    of.endanger(true, "work is still sent to it");
  }

  /** It failed on this version; it may be run again for a business cycle, on its definition. */
  private void failed() {
    if (!world.often(12)) {
      return;
    }
    boolean sameDefinition = world.often(2);
    ActionRef ref = new ActionRef("invoice", "i-1");
    boolean lately = world.often(2);
    Instant at =
        lately
            ? world.asked.minus(RetireWorld.CYCLE).plusSeconds(200 + world.random.nextInt(9000))
            : world.began.plusSeconds(3000);
    world.telling.surely(
        "catalog",
        world.began.plusSeconds(5),
        new ActionTypeDeclared(
            "invoice",
            List.of(
                new StepDeclaration(
                    "print", "READ_ONLY", null, null, null, null, null, List.of(), List.of())),
            null,
            null,
            sameDefinition ? Redrive.SAME_DEFINITION : null));
    world.telling.surely(
        "api", at, new ActionAccepted(ref, null, old.component(), old.version(), null));
    world.telling.surely(
        "api",
        at.plusSeconds(60),
        new ActionFinished(ref, null, old.component(), old.version(), ActionOutcome.FAILED));
    of.endanger(sameDefinition && lately, "an action that failed would run again on it");
  }

  /** A worker of its queue that does not tell its version. */
  private void nameless() {
    if (world.complete || !world.often(20)) {
      return;
    }
    world.telling.surely(
        "fleet",
        world.asked.minusSeconds(5),
        new WorkerReported(
            old.component(),
            null,
            "nameless-1",
            null,
            List.of(VersionToRetire.QUEUE),
            List.of(),
            0L,
            WorkerState.RUNNING,
            Duration.ofSeconds(30),
            null));
    of.endanger(world.often(2), "an instance of it takes work");
  }

  /** A third party will answer, and nobody told whom. */
  private void callback() {
    if (world.complete || !world.often(20)) {
      return;
    }
    world.telling.surely(
        "bank",
        world.began.plusSeconds(450),
        new CallbackRegistered("cb-nobody", "bank", null, null, null, null));
    of.endanger(world.often(2), "an answer will come for it");
  }

  /** A neighbour that was seen to work with the old version, and perhaps not with the new one. */
  private void peer() {
    if (!world.often(6)) {
      return;
    }
    ComponentVersion billing = new ComponentVersion("billing", "1.0.0");
    Processes.Running process =
        new Processes.Running(
            billing.component(), ComponentKind.API, billing.version(), "", List.of());
    if (!world.complete && world.often(4)) {
      fallsDumb(process);
    } else {
      world.processes.alive(process, world.began.plusSeconds(60));
    }
    boolean passes = world.often(2);
    tried(billing, passes);
    Forbidding forbidding = new Forbidding(world);
    forbidding.perhaps(5, billing, successor, world.began.plusSeconds(600));
    of.endanger(
        !passes || forbidding.breaks(billing, successor), "a neighbour works with nothing else");
  }

  private void tried(ComponentVersion peer, boolean passes) {
    boolean nameless = world.often(3);
    world.telling.surely(
        "contract-tests",
        world.began.plusSeconds(500),
        new PairVerified(
            peer,
            successor,
            nameless ? null : "contract-tests",
            passes ? Outcome.SUCCEEDED : Outcome.FAILED));
    if (nameless && !world.complete) {
      world.telling.surely(
          "nightly",
          world.began.plusSeconds(700),
          new PairVerified(peer, successor, null, Outcome.SUCCEEDED));
    }
  }

  /** It told its version once, and no longer does. */
  private void fallsDumb(Processes.Running process) {
    String name = process.named("");
    world.processes.seen(process, name, world.began.plusSeconds(60), WorkerState.RUNNING, 0);
    world.telling.surely(
        "fleet",
        world.asked.minusSeconds(1 + world.random.nextInt(25)),
        new WorkerReported(
            process.component(),
            null,
            name,
            null,
            List.of("invoices"),
            List.of(),
            0L,
            WorkerState.RUNNING,
            Duration.ofSeconds(30),
            null));
  }

  /** Another one, which works with nothing else and of which nobody has heard for long. */
  private void silentPeer() {
    if (world.complete || !world.often(25)) {
      return;
    }
    ComponentVersion pricing = new ComponentVersion("pricing", "3");
    boolean there = new DimPeers(world, world.asked).silent(pricing);
    tried(pricing, false);
    of.endanger(there, "a neighbour works with nothing else");
  }

  /**
   * A version that a pipeline marked as good and that was then tried: it ran until it was taken
   * down, or it crashed.
   *
   * @return whether it could be gone back to
   */
  boolean canary(Processes.Running process) {
    world.telling.surely(
        "pipeline",
        world.began.plusSeconds(1200),
        new VersionMarked(process.component(), process.version(), Mark.LAST_KNOWN_GOOD, null));
    Instant at = world.began.plusSeconds(1400);
    String name = process.named("-canary");
    world.processes.seen(process, name, at, WorkerState.RUNNING, 0);
    boolean crashes = world.often(2);
    world.telling.surely(
        "fleet",
        at.plusSeconds(200),
        new WorkerStopped(
            process.component(), process.version(), name, crashes ? "crashed" : "scaled down"));
    return !crashes;
  }
}
