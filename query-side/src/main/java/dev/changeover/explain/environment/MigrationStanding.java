package dev.changeover.explain.environment;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a migration has come, and what it changes. */
public final class MigrationStanding {
  private MigrationStanding() {}

  /** The furthest phase that was begun and not undone. */
  public static Optional<Phase> furthest(MigrationFacts migration) {
    return migration.phases().values().stream()
        .filter(each -> standing(each).isPresent())
        .map(PhaseFacts::phase)
        .max(Phase::compareTo);
  }

  /** What shows that a phase was begun and not undone. */
  public static Optional<Recorded<?>> standing(PhaseFacts phase) {
    return phase
        .running()
        .or(() -> phase.failed().map(each -> each))
        .or(() -> phase.reached().map(each -> each));
  }

  /** What shows the furthest phase under way; empty: the migration rests. */
  public static Optional<Recorded<?>> runningPhase(MigrationFacts migration) {
    return furthest(migration).flatMap(phase -> migration.phase(phase).running());
  }

  /** Whether its furthest phase is under way, or has failed. */
  public static boolean isUnsettled(MigrationFacts migration) {
    return furthest(migration)
        .map(migration::phase)
        .filter(phase -> phase.running().isPresent() || phase.failed().isPresent())
        .isPresent();
  }

  /** The latest start, end or undoing of any phase. */
  public static Optional<Recorded<?>> lastChange(MigrationFacts migration) {
    return migration.phases().values().stream()
        .flatMap(
            phase ->
                Stream.<Stream<? extends Recorded<?>>>of(
                        phase.starts().stream(),
                        phase.finishes().stream(),
                        phase.reverts().stream())
                    .<Recorded<?>>flatMap(each -> each))
        .max(Recorded.BY_TIME);
  }

  /** The SCHEMA component that it changes, as it declares or as a plan says. */
  public static Optional<String> schemaOf(EnvironmentAt at, MigrationFacts migration) {
    return schemaOf(at.facts(), migration);
  }

  static Optional<String> schemaOf(EnvironmentFacts facts, MigrationFacts migration) {
    return migration
        .declarations()
        .schema()
        .or(
            () ->
                planned(facts, migration.migration()).map(PlannedMigration::component).findFirst());
  }

  private static Stream<PlannedMigration> planned(EnvironmentFacts facts, String migration) {
    return facts.releases().values().stream()
        .flatMap(release -> release.plan().stream())
        .flatMap(plan -> plan.migrations().stream())
        .filter(each -> each.name().equals(migration));
  }
}
