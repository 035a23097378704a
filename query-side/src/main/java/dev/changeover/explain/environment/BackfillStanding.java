package dev.changeover.explain.environment;

import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the old rows of a migration are in the new form: its backfill, and the count of it. */
public record BackfillStanding(MigrationFacts migration) {
  /** That it was told to have ended well, and was not undone itself; an end untold is none. */
  public Optional<Recorded<PhaseFinished>> ended() {
    return migration
        .phase(Phase.BACKFILLED)
        .reached()
        .filter(each -> each.event().outcome() == Outcome.SUCCEEDED);
  }

  /** The last count of the run that was begun last; one of an earlier run says nothing of it. */
  public Optional<Recorded<MigrationProgressed>> progress() {
    return Stream.of(Phase.BACKFILLED, Phase.BACKFILLING)
        .flatMap(each -> Stream.ofNullable(migration.phase(each).progress()))
        .max(Recorded.BY_TIME)
        .filter(this::isOfTheLastRun);
  }

  private boolean isOfTheLastRun(Recorded<?> progress) {
    return migration
        .phase(Phase.BACKFILLING)
        .started()
        .filter(each -> progress.effectiveAt().isBefore(each.effectiveAt()))
        .isEmpty();
  }

  /** Rows that are not in the new form, as last counted; empty: nobody told that. */
  public Optional<Long> missing() {
    return progress()
        .map(Recorded::event)
        .filter(each -> each.done() != null && each.total() != null)
        .map(BackfillStanding::missing);
  }

  private static long missing(MigrationProgressed progress) {
    Long total = progress.total();
    Long done = progress.done();
    return total == null || done == null ? 0 : total - done;
  }

  /**
   * The last that was begun, failed or was undone of it, or of what it rests on, since it ended.
   */
  public Optional<Recorded<?>> takenUpAgain() {
    return ended().flatMap(this::takenUpAgain);
  }

  private Optional<Recorded<?>> takenUpAgain(Recorded<?> end) {
    Instant ended = end.effectiveAt();
    List<PhaseFacts> phases =
        Stream.of(Phase.values())
            .filter(each -> each.compareTo(Phase.BACKFILLED) <= 0)
            .map(migration::phase)
            .toList();
    Stream<Recorded<?>> begun = phases.stream().flatMap(each -> each.starts().stream());
    Stream<Recorded<?>> failed =
        phases.stream()
            .flatMap(each -> each.finishes().stream())
            .filter(each -> each.event().outcome() == Outcome.FAILED)
            .map(each -> each);
    Stream<Recorded<?>> undone = phases.stream().flatMap(each -> each.reverts().stream());
    return Stream.concat(
            Stream.concat(begun, failed).filter(each -> each.effectiveAt().isAfter(ended)),
            undone.filter(each -> !each.effectiveAt().isBefore(ended)))
        .max(Recorded.BY_TIME);
  }
}
