package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a version still runs and is given work.
 *
 * @param working its live instances that take new work, or do not say that they take none
 * @param draining its live instances that take nothing new
 * @param silent its instances past their maximum age, which does not prove that they are dead
 * @param unversioned live instances of the component that do not tell their version
 * @param inFlight messages that its live instances have in work
 * @param inFlightUntold workers that take nothing new and do not tell what they have in work
 * @param others live instances of other versions of the component that take new work
 * @param ended what shows that its instances are gone, the latest first; empty where none was seen
 * @param lastUse the latest sign that it was given work; empty: none
 * @param graceOver until when it is kept after that; the past where there is no such sign
 * @param drained when it was last said to take nothing new; empty: never
 * @param usedSince a sign that it was given work after that; empty: none
 * @param untold whether nothing fresh shows what runs of the component
 */
public record VersionInUse(
    ComponentVersion version,
    Instant asked,
    List<CitedFact> working,
    List<CitedFact> draining,
    List<CitedFact> silent,
    List<CitedFact> unversioned,
    long inFlight,
    List<CitedFact> inFlightUntold,
    List<CitedFact> others,
    List<CitedFact> ended,
    Optional<CitedFact> lastUse,
    Instant graceOver,
    Optional<CitedFact> drained,
    Optional<CitedFact> usedSince,
    boolean untold)
    implements RetireSubject {

  @Override
  public String name() {
    return "use of " + version;
  }

  /** Whether it is known which of its instances are there. */
  public boolean isSeen() {
    return !untold && silent.isEmpty();
  }

  /** Whether it was drained and has been given work since, so that the draining proves nothing. */
  public boolean drainedStatusIsStale() {
    return working.isEmpty() && usedSince.isPresent();
  }

  /** Whether it was given no work for as long as it is kept. */
  public boolean graceIsOver() {
    return !asked.isBefore(graceOver);
  }
}
