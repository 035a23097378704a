package dev.changeover.graphql.environment;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.Cites;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import dev.changeover.projection.environment.migration.Reversibility;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A schema or data change and how far it has gone: the type {@code Migration} of the schema. */
record ShownMigration(
    String name,
    @Nullable String schema,
    @Nullable String target,
    Phase phase,
    @Nullable Phase running,
    @Nullable Phase failed,
    @Nullable Long newFormOnlyRows,
    List<PhaseStanding> phases) {

  static ShownMigration of(MigrationFacts facts) {
    var declared = facts.declarations().latest();
    Set<Phase> known = new TreeSet<>(facts.phases().keySet());
    declared.ifPresent(fact -> fact.event().phases().forEach(each -> known.add(each.phase())));
    return new ShownMigration(
        facts.migration(),
        facts.declarations().schema().orElse(null),
        facts.declarations().target().orElse(null),
        facts.currentPhase(),
        facts.runningPhase().map(PhaseFacts::phase).orElse(null),
        facts.failedPhase().map(PhaseFacts::phase).orElse(null),
        facts.newFormOnlyRows().orElse(null),
        known.stream().map(each -> PhaseStanding.of(facts, each)).toList());
  }

  /** One phase of a migration. */
  record PhaseStanding(
      Phase phase,
      @Nullable Instant startedAt,
      @Nullable Instant reachedAt,
      @Nullable Instant revertedAt,
      Reversibility.Said reversible,
      @Nullable Long done,
      @Nullable Long total,
      List<Long> positions)
      implements Cites {

    static PhaseStanding of(MigrationFacts migration, Phase which) {
      PhaseFacts facts = migration.phase(which);
      Reversibility reversible = migration.reversibility(which);
      var progress = facts.progress();
      return new PhaseStanding(
          which,
          facts.started().map(Recorded::effectiveAt).orElse(null),
          facts.reached().map(Recorded::effectiveAt).orElse(null),
          facts.reverted().map(Recorded::effectiveAt).orElse(null),
          reversible.said(),
          progress == null ? null : progress.event().done(),
          progress == null ? null : progress.event().total(),
          Positions.of(
              facts.started().orElse(null),
              facts.finished().orElse(null),
              facts.reverted().orElse(null),
              progress,
              reversible.by()));
    }
  }
}
