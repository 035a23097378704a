package dev.changeover.projection.environment.release;

import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import org.jspecify.annotations.Nullable;

/**
 * A rollback of a release, or of one component of it: its latest start and its latest end.
 *
 * @param component null: the whole release
 */
public record RollbackFacts(
    @Nullable String component,
    @Nullable Recorded<RollbackStarted> started,
    @Nullable Recorded<RollbackFinished> finished) {

  static RollbackFacts none(@Nullable String component) {
    return new RollbackFacts(component, null, null);
  }

  RollbackFacts started(Recorded<RollbackStarted> fact) {
    return new RollbackFacts(component, Recorded.latest(started, fact), finished);
  }

  RollbackFacts finished(Recorded<RollbackFinished> fact) {
    return new RollbackFacts(component, started, Recorded.latest(finished, fact));
  }

  /** Started and not ended since. */
  public boolean running() {
    return Spans.open(started, finished);
  }
}
