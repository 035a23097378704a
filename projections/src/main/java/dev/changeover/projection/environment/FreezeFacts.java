package dev.changeover.projection.environment;

import dev.changeover.event.IncidentEvent.FreezeEnded;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A freeze: when it last started and last ended; null: never told.
 *
 * @param freeze the subject that its source names it by
 */
public record FreezeFacts(
    String freeze,
    @Nullable Recorded<FreezeStarted> started,
    @Nullable Recorded<FreezeEnded> ended) {

  static FreezeFacts none(String freeze) {
    return new FreezeFacts(freeze, null, null);
  }

  FreezeFacts started(Recorded<FreezeStarted> fact) {
    return new FreezeFacts(freeze, Recorded.latest(started, fact), ended);
  }

  FreezeFacts ended(Recorded<FreezeEnded> fact) {
    return new FreezeFacts(freeze, started, Recorded.latest(ended, fact));
  }

  /** Started and not ended at or after that. */
  public boolean open() {
    return started != null
        && (ended == null || ended.effectiveAt().isBefore(started.effectiveAt()));
  }
}
