package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.KEY;
import static dev.changeover.explain.proof.RetryScene.REF;
import static dev.changeover.explain.proof.RetryScene.START;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.explain.proof.ActionTruth.Step;
import java.time.Instant;

/** Callees that are asked, entities that others change, callbacks, newer actions. */
record Surroundings(RetryScene scene) {

  void live() {
    Instant end = scene.clock().now();
    for (int i = dice().below(4); i > 0; i--) {
      Instant at = end.plusSeconds(dice().below(dice().often(2) ? 300 : 7200));
      Step step = dice().pick(scene.truth().steps);
      if (!step.effects().isEmpty()) {
        lookUp(step.effects().getFirst(), at);
      }
    }
    if (scene.habits().hasKey && dice().often(6)) {
      Instant at = START.plusSeconds(dice().below(7200));
      scene.truth().changes.add(at);
      telling().surely("shop", at, new EntityChanged(KEY, "v" + dice().below(100), "refund/1"));
    }
    if (scene.habits().hasKey && dice().often(10)) {
      newerAction();
    }
    if (dice().often(15)) {
      callback();
    }
  }

  private void newerAction() {
    ActionRef newer = new ActionRef(dice().often(2) ? "order" : "refund", "4712");
    Instant at = START.plusSeconds(120 + dice().below(7200));
    Instant completed = at.plusSeconds(60);
    telling().surely("api", at, new ActionAccepted(newer, KEY, null, null, null));
    telling()
        .surely(
            "api", completed, new ActionFinished(newer, KEY, null, null, ActionOutcome.COMPLETED));
    scene.underway().busy(completed, Instant.MAX, "a newer action completed");
  }

  private void callback() {
    Instant at = START.plusSeconds(dice().below(600));
    Instant expires = at.plusSeconds(60L * dice().below(300));
    telling()
        .surely("provider", at, new CallbackRegistered("cb-1", "bank", REF, null, null, expires));
    Instant until = expires;
    if (dice().often(2)) {
      Instant answered = at.plusSeconds(dice().below(3600));
      until = answered.isBefore(expires) ? answered : expires;
      telling().surely("provider", answered, new CallbackReceived("cb-1", "bank", REF, null, null));
    }
    scene.underway().busy(at, until, "an answer may still come");
  }

  private void lookUp(String effect, Instant at) {
    boolean found = scene.truth().isThere(effect, at);
    if (!found) {
      scene.truth().denials.add(new ActionTruth.Denial(effect, at));
    }
    EffectOutcome answer = found ? EffectOutcome.CONFIRMED : EffectOutcome.NO_EFFECT;
    telling()
        .perhaps(
            "on-call",
            at,
            new EffectLookedUp(REF, effect, answer, "ana", dice().often(2) ? at : null));
  }

  private Dice dice() {
    return scene.dice();
  }

  private Telling telling() {
    return scene.reports().telling;
  }
}
