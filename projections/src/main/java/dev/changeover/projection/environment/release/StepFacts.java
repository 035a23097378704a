package dev.changeover.projection.environment.release;

import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import org.jspecify.annotations.Nullable;

/** A step of a release: its latest start and its latest end. */
public record StepFacts(
    String step,
    @Nullable Recorded<ReleaseStepStarted> started,
    @Nullable Recorded<ReleaseStepFinished> finished) {

  static StepFacts none(String step) {
    return new StepFacts(step, null, null);
  }

  StepFacts started(Recorded<ReleaseStepStarted> fact) {
    return new StepFacts(step, Recorded.latest(started, fact), finished);
  }

  StepFacts finished(Recorded<ReleaseStepFinished> fact) {
    return new StepFacts(step, started, Recorded.latest(finished, fact));
  }

  /** Started and not ended since; an end in the same moment counts as an end. */
  public boolean running() {
    return Spans.open(started, finished);
  }

  /**
   * How its last try ended; null while it runs, before it starts, or where the end told nothing.
   */
  public @Nullable StepOutcome outcome() {
    return finished == null || running() ? null : finished.event().outcome();
  }

  public boolean succeeded() {
    return outcome() == StepOutcome.SUCCEEDED || outcome() == StepOutcome.SKIPPED;
  }

  public boolean failed() {
    return outcome() == StepOutcome.FAILED;
  }
}
