package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.REF;
import static dev.changeover.explain.proof.RetryScene.START;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.explain.proof.ActionTruth.Step;
import dev.changeover.explain.proof.ActionTruth.Try;
import dev.changeover.explain.proof.Messages.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an action is run: once by the product, and again by engines and by people. */
final class ActionRun {
  private static final Duration UNDECLARED_LEASE = Duration.ofMinutes(5);

  private final RetryScene scene;
  private final Dice dice;
  private final WorldClock clock;
  private final List<Step> steps;
  private final CallFaults faults;
  private final Map<Step, Integer> numbers = new HashMap<>();
  private final Messages messages;
  private boolean stoppedBetween;

  ActionRun(RetryScene scene) {
    this.scene = scene;
    this.dice = scene.dice();
    this.clock = scene.clock();
    this.steps = scene.truth().steps;
    this.faults = new CallFaults(scene);
    this.messages = new Messages(scene);
  }

  void live() {
    clock.later(3);
    int runs = dice.often(3) ? 2 + dice.below(2) : 1;
    int from = 0;
    for (int i = 0; i < runs && from < steps.size(); i++) {
      if (i > 0) {
        clock.later(60 * (1 + dice.below(90)));
        if (dice.often(4)) {
          scene
              .reports()
              .telling
              .perhaps(
                  "api", clock.now(), new ActionAccepted(REF, null, Fleet.COMPONENT, null, null));
        }
      }
      scene.underway().handOver(clock.now());
      Instant began = clock.now();
      from = run(from, i > 0);
      if (i > 0) {
        scene.underway().byHand(began, clock.now());
      }
    }
  }

  /** Whether something happened of which no evidence can tell how it went. */
  boolean unprovable() {
    return stoppedBetween || faults.unprovable();
  }

  /** Whether anybody heard that a step is run by messages. */
  boolean tellsOfMessages() {
    return messages.toldOf();
  }

  /** Runs on from a step; answers with the first one that did not succeed. */
  private int run(int from, boolean byHand) {
    Instant began = byHand ? clock.now() : START;
    int at = from;
    boolean stopped = false;
    while (at < steps.size() && !stopped) {
      Step step = steps.get(at);
      Optional<Delivery> delivery =
          step.queued() ? messages.deliver(step, byHand) : Optional.empty();
      if (step.queued() && delivery.isEmpty()) {
        scene.underway().busy(began, clock.now(), "it moves on");
        return at;
      }
      if (tryUntilItEnds(step, delivery, byHand)) {
        at++;
        if (at < steps.size() && dice.often(40)) {
          stopBetween(at);
          scene.underway().busy(began, clock.now(), "it moves on");
          return at;
        }
        clock.later(2);
      } else {
        stopped = true;
      }
    }
    finish(at);
    scene.underway().busy(began, clock.now(), "it moves on");
    return at;
  }

  private void finish(int at) {
    if (at == steps.size()) {
      ends(ActionOutcome.COMPLETED);
    } else if (dice.often(3)) {
      ends(ActionOutcome.FAILED);
    } else if (dice.often(5)) {
      new Undoing(scene).undo(at);
    }
  }

  private void ends(ActionOutcome outcome) {
    scene
        .reports()
        .telling
        .perhaps("api", clock.now(), new ActionFinished(REF, null, Fleet.COMPONENT, null, outcome));
  }

  /** Whoever moves it on dies, or hangs, between two steps. */
  private void stopBetween(int next) {
    boolean matters =
        steps.subList(next, steps.size()).stream().anyMatch(each -> each.kind().effectful());
    if (dice.often(3) && matters) {
      scene.underway().hangsBefore(steps.get(next), clock.now());
    }
    stoppedBetween = true;
  }

  private boolean tryUntilItEnds(Step step, Optional<Delivery> delivery, boolean byHand) {
    Optional<Fleet.Worker> process = delivery.map(Delivery::taker).or(scene::worker);
    String message = delivery.map(Delivery::id).orElse(null);
    for (int i = 0; i < 3 && process.isPresent(); i++) {
      Outcome outcome = attempt(step, process.get(), message, byHand, i < 2);
      if (outcome != Outcome.AGAIN) {
        return outcome == Outcome.DONE;
      }
      process = scene.worker();
    }
    return false;
  }

  private Outcome attempt(
      Step step,
      Fleet.Worker process,
      @Nullable String message,
      boolean unannounced,
      boolean mayGoOn) {
    int number = scene.habits().counts ? numbers.merge(step, 1, Integer::sum) : 1;
    String graph = scene.truth().graphs.of(step, process.version, dice);
    Try self = new Try(step, process.version, clock.now(), graph);
    scene.began(self);
    Duration timeout = step.timeout();
    Instant lease =
        dice.often(6) ? clock.now().plus(timeout == null ? UNDECLARED_LEASE : timeout) : null;
    Attempting of =
        new Attempting(self, number, message, process, lease, mayGoOn, new ArrayList<>());
    scene.reports().started(of, clock.now());
    Outcome outcome = callAll(of);
    if (outcome == Outcome.DONE) {
      outcome = end(of);
    }
    if (unannounced) {
      scene.reports().telling.oneOf(of.words());
    }
    return outcome;
  }

  private Outcome callAll(Attempting of) {
    Outcome outcome = Outcome.DONE;
    for (String effect : of.step().effects()) {
      if (outcome == Outcome.DONE) {
        outcome = faults.call(of, effect);
      } else if (scene.habits().complete && of.self().end != null && !of.self().died) {
        scene.reports().effect(of, effect, EffectOutcome.NOT_ATTEMPTED, null, of.self().end);
      }
    }
    return outcome;
  }

  private Outcome end(Attempting of) {
    clock.later(1 + dice.below(5));
    if (dice.often(40)) {
      return faults.crash(of.self(), of.process());
    }
    of.self().end = clock.now();
    of.self().succeeded = true;
    scene.reports().succeeded(of, clock.now());
    return Outcome.DONE;
  }
}
