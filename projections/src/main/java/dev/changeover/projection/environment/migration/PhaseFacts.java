package dev.changeover.projection.environment.migration;

import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One phase of a migration.
 *
 * @param starts all starts, in order of time
 * @param finishes all ends, good and bad, in order of time
 * @param reverts all times it was undone, in order of time
 * @param progress the latest progress
 * @param rows the latest progress that told rows only in the new form; null: none did
 * @param lag the latest progress that told how far the old form is behind; null: none did
 */
public record PhaseFacts(
    Phase phase,
    List<Recorded<PhaseStarted>> starts,
    List<Recorded<PhaseFinished>> finishes,
    List<Recorded<MigrationReverted>> reverts,
    @Nullable Recorded<MigrationProgressed> progress,
    @Nullable Recorded<MigrationProgressed> rows,
    @Nullable Recorded<MigrationProgressed> lag) {

  static PhaseFacts none(Phase phase) {
    return new PhaseFacts(phase, List.of(), List.of(), List.of(), null, null, null);
  }

  PhaseFacts started(Recorded<PhaseStarted> fact) {
    return new PhaseFacts(phase, Join.union(starts, fact), finishes, reverts, progress, rows, lag);
  }

  PhaseFacts finished(Recorded<PhaseFinished> fact) {
    return new PhaseFacts(phase, starts, Join.union(finishes, fact), reverts, progress, rows, lag);
  }

  PhaseFacts reverted(Recorded<MigrationReverted> fact) {
    return new PhaseFacts(phase, starts, finishes, Join.union(reverts, fact), progress, rows, lag);
  }

  PhaseFacts progressed(Recorded<MigrationProgressed> fact) {
    MigrationProgressed e = fact.event();
    return new PhaseFacts(
        phase,
        starts,
        finishes,
        reverts,
        Recorded.latest(progress, fact),
        e.newFormOnlyRows() == null ? rows : Recorded.latest(rows, fact),
        e.dualWriteLag() == null ? lag : Recorded.latest(lag, fact));
  }

  /** The latest start. */
  public Optional<Recorded<PhaseStarted>> started() {
    return starts.isEmpty() ? Optional.empty() : Optional.of(starts.getLast());
  }

  /** The latest end, good or bad. */
  public Optional<Recorded<PhaseFinished>> finished() {
    return finishes.isEmpty() ? Optional.empty() : Optional.of(finishes.getLast());
  }

  /** The latest time it was undone. */
  public Optional<Recorded<MigrationReverted>> reverted() {
    return reverts.isEmpty() ? Optional.empty() : Optional.of(reverts.getLast());
  }

  /** The latest end that was not a failure and was not undone since: the phase is reached. */
  public Optional<Recorded<PhaseFinished>> reached() {
    return finishes.stream()
        .filter(fact -> fact.event().outcome() != Outcome.FAILED)
        .reduce((_, later) -> later)
        .filter(this::holds);
  }

  /** The latest end where it was a failure and was neither undone nor tried again since. */
  public Optional<Recorded<PhaseFinished>> failed() {
    return finished()
        .filter(fact -> fact.event().outcome() == Outcome.FAILED)
        .filter(this::holds)
        .filter(fact -> running().isEmpty());
  }

  /**
   * The fact that shows it under way: a start with no end since, or, where neither a start nor an
   * end was ever told, progress. Progress told after an end does not open the phase again.
   */
  public Optional<Recorded<?>> running() {
    Stream<Recorded<?>> begun =
        starts.isEmpty() && finishes.isEmpty()
            ? Stream.ofNullable(progress)
            : Stream.concat(starts.stream(), Stream.empty());
    return begun
        .max(Recorded.BY_TIME)
        .filter(fact -> closes().allMatch(close -> isBefore(close, fact)));
  }

  /** Whether it was undone, and nothing says that what it did to data was put back. */
  boolean isUndoneOnly() {
    return reverts.stream().noneMatch(revert -> Boolean.TRUE.equals(revert.event().restored()))
        ? !reverts.isEmpty()
        : Stream.concat(starts.stream(), finishes.stream()).anyMatch(this::lasts)
            && reverts.stream().anyMatch(this::lasts);
  }

  private Stream<Recorded<?>> closes() {
    return Stream.concat(finishes.stream(), reverts.stream());
  }

  /** Not undone since. An undoing in the same moment counts. */
  boolean holds(Recorded<?> fact) {
    return reverts.stream().allMatch(revert -> isBefore(revert, fact));
  }

  /**
   * Whether what it did to data may still be so: undoing a phase brings back no value that it
   * overwrote or removed, unless that is said.
   */
  boolean lasts(Recorded<?> fact) {
    return reverts.stream()
        .filter(revert -> Boolean.TRUE.equals(revert.event().restored()))
        .allMatch(revert -> isBefore(revert, fact));
  }

  private static boolean isBefore(Recorded<?> one, Recorded<?> other) {
    Instant moment = other.effectiveAt();
    return one.effectiveAt().isBefore(moment);
  }
}
