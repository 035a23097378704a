package dev.changeover.projection.environment;

import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Rehearsals of one way back.
 *
 * @param release null: it was of a component
 * @param component null: it was of a release
 * @param latest the latest of each outcome
 */
public record RehearsalFacts(
    @Nullable String release,
    @Nullable String component,
    String from,
    String to,
    SortedMap<Outcome, Recorded<RollbackRehearsed>> latest) {

  static RehearsalFacts none(RollbackRehearsed e) {
    return new RehearsalFacts(e.release(), e.component(), e.from(), e.to(), Join.none());
  }

  RehearsalFacts rehearsed(Recorded<RollbackRehearsed> fact) {
    return new RehearsalFacts(
        release, component, from, to, Join.latest(latest, fact.event().outcome(), fact));
  }

  /** The latest rehearsal, good or bad. */
  public Recorded<RollbackRehearsed> last() {
    return Collections.max(latest.values(), Recorded.BY_TIME);
  }

  /** When a rehearsal took place: what it says, but never after it was told. */
  public static Instant at(Recorded<RollbackRehearsed> fact) {
    Instant told = fact.event().at();
    return told == null || told.isAfter(fact.effectiveAt()) ? fact.effectiveAt() : told;
  }
}
