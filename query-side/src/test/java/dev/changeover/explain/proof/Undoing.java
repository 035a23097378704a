package dev.changeover.explain.proof;

import static dev.changeover.explain.proof.RetryScene.REF;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.explain.proof.ActionTruth.Call;
import dev.changeover.explain.proof.ActionTruth.Step;
import java.util.List;

/** Undoes what is done of an action's steps, in reverse; it may stop half way. */
record Undoing(RetryScene scene) {

  void undo(int before) {
    List<Step> steps = scene.truth().steps;
    for (int i = Math.min(before, steps.size() - 1); i >= 0; i--) {
      Step step = steps.get(i);
      List<Call> done = scene.truth().landed(step, scene.clock().now());
      boolean nothing = done.isEmpty() || !step.kind().effectful();
      if (!nothing && !undo(step, done)) {
        return;
      }
    }
    if (scene.dice().often(2)) {
      telling()
          .perhaps(
              "api",
              scene.clock().now(),
              new ActionFinished(REF, null, Fleet.COMPONENT, null, ActionOutcome.COMPENSATED));
    }
  }

  private boolean undo(Step step, List<Call> done) {
    Fleet.Worker process = scene.fleet().any(scene.clock().now());
    String source = "worker/" + process.name;
    telling().surely(source, scene.clock().now(), words(step, process).started());
    scene.clock().later(5);
    boolean works = !scene.dice().often(4);
    if (works) {
      done.forEach(call -> call.undoneAt = scene.clock().now());
      scene.underway().undone(step, scene.clock().now());
    } else {
      scene.underway().halfUndone(step, scene.clock().now());
    }
    if (works || scene.dice().often(2)) {
      telling()
          .perhaps(
              source,
              scene.clock().now(),
              words(step, process)
                  .finished(works ? AttemptOutcome.SUCCEEDED : AttemptOutcome.FAILED));
    }
    return works;
  }

  private Telling telling() {
    return scene.reports().telling;
  }

  private static TryWords words(Step step, Fleet.Worker process) {
    return new TryWords(
        REF,
        "undo-" + step.name(),
        1,
        Fleet.COMPONENT,
        process.version,
        process.name,
        null,
        step.name());
  }
}
