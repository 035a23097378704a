package dev.changeover.explain.proof;

import dev.changeover.explain.proof.ActionTruth.Step;
import dev.changeover.explain.proof.ActionTruth.Try;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A try that is being made, with all that is said of it.
 *
 * @param number as its source counts
 * @param message the message that it was begun for, if any
 * @param mayGoOn whether an engine may still retry it by itself
 */
record Attempting(
    Try self,
    int number,
    @Nullable String message,
    Fleet.Worker process,
    @Nullable Instant lease,
    boolean mayGoOn,
    List<Telling.Word> words) {

  Step step() {
    return self.step;
  }

  String source() {
    return "worker/" + process.name;
  }
}
