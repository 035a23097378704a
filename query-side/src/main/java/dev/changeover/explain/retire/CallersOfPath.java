package dev.changeover.explain.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who used a path, a message form or a flag within the longest business cycle.
 *
 * @param retired what would go, for people
 * @param callers uses within the cycle by callers that may still be there; probes are left out
 * @param names their names, in order; unnamed ones are called so
 * @param probes how many callers were left out because they are probes
 * @param how what shows that uses would be seen
 * @param watchedSince from when on uses were seen or could have been; empty: never
 * @param gap the time without a sign of the watch, after which it is watched; empty: none known
 * @param zeroFor for how long no use was seen, within the time that it is watched
 * @param cycle the longest business cycle
 * @param lastUse the latest use of all; empty: none was ever seen
 * @param graceOver until when it is kept after its last use; the past where it was never used
 * @param facts what shows that nobody called
 */
public record CallersOfPath(
    String retired,
    Instant asked,
    List<CitedFact> callers,
    List<String> names,
    long probes,
    Watched how,
    Optional<CitedFact> watchedSince,
    Optional<Gap> gap,
    Duration zeroFor,
    Duration cycle,
    Optional<CitedFact> lastUse,
    Instant graceOver,
    List<CitedFact> facts)
    implements RetireSubject {

  /** What shows that a use would be seen. */
  public enum Watched {
    /** A probe that uses it, and is told to. */
    BY_PROBES,
    /** Snapshots of its queues that split what waits by form. */
    BY_SNAPSHOTS
  }

  @Override
  public String name() {
    return "callers of " + retired;
  }

  /** Whether no use was seen for a whole business cycle. */
  public boolean cycleIsCovered() {
    return zeroFor.compareTo(cycle) >= 0;
  }

  public boolean graceIsOver() {
    return !asked.isBefore(graceOver);
  }
}
