package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.projection.environment.dependant.Watch.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clients that were delivered with the version.
 *
 * @param active how many were active when they were last counted; 0 where nobody counted
 * @param counted that count; empty: nobody counted
 * @param supportEnded the mark that its support has ended; empty: none
 * @param lastActive the latest count that found any; empty: none did
 * @param gap the time without a count, longer than a count may be old, after which they are
 *     watched; empty: none since any was active
 * @param quiet for how long none was seen, within the time that they are watched
 * @param cycle how long none must have been seen
 */
public record ClientsLeft(
    ComponentVersion version,
    Instant asked,
    long active,
    Optional<CitedFact> counted,
    Optional<CitedFact> supportEnded,
    Optional<CitedFact> lastActive,
    Optional<Gap> gap,
    Duration quiet,
    Duration cycle)
    implements RetireSubject {

  @Override
  public String name() {
    return "clients of " + version;
  }

  /** Whether there is a count that is young enough to be believed. */
  public boolean isTold() {
    return counted.filter(each -> !each.stale()).isPresent();
  }

  /** Whether none was seen for a whole business cycle. */
  public boolean haveAgedOut() {
    return quiet.compareTo(cycle) >= 0;
  }

  /** What to get where the count is missing or too old. */
  public MissingFact countWanted() {
    return new MissingFact(
        "active clients of " + version,
        name(),
        "Count the active clients of %s and send client.observed.".formatted(version),
        MissingFact.Kind.LOOKUP);
  }

  public List<CitedFact> facts() {
    return Stream.of(counted, supportEnded, lastActive)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }
}
