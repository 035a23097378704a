package dev.changeover.explain.rollback;

import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Migrations that have been taken back to EXPANDED or further. While they were past it, rows may
 * have been written in the new form alone, and undoing a phase copies none of them back.
 */
record UndoneReading(Scene scene) {

  /** Those of which nobody counted such rows since. */
  List<BlindSpot> blindSpots() {
    return scene.environment().migrations().values().stream()
        .filter(each -> !MigrationReading.targetsBefore(scene, each).isEmpty())
        .flatMap(each -> blindSpot(each).stream())
        .toList();
  }

  private Optional<BlindSpot> blindSpot(MigrationFacts migration) {
    boolean isBack =
        MigrationStanding.furthest(migration)
            .filter(phase -> phase.compareTo(Phase.EXPANDED) > 0)
            .isEmpty();
    return undone(migration)
        .filter(_ -> isBack)
        .filter(undone -> !isCounted(migration, undone))
        .map(undone -> blindSpot(migration.migration(), undone));
  }

  /** When a phase that moves data was last undone. */
  private static Optional<Recorded<MigrationReverted>> undone(MigrationFacts migration) {
    return migration.phases().values().stream()
        .filter(each -> each.phase().compareTo(Phase.EXPANDED) > 0)
        .map(PhaseFacts::reverted)
        .flatMap(Optional::stream)
        .max(Recorded.BY_TIME);
  }

  /** Rows that are known to be hidden stay hidden; that there were none must be told since. */
  private static boolean isCounted(MigrationFacts migration, Recorded<?> undone) {
    return migration.newFormOnlyRows().filter(rows -> rows > 0).isPresent()
        || migration
            .newFormOnlyRowsFact()
            .filter(count -> !count.effectiveAt().isBefore(undone.effectiveAt()))
            .isPresent();
  }

  private BlindSpot blindSpot(String migration, Recorded<MigrationReverted> undone) {
    String name = "rows of undone migration " + migration;
    return new BlindSpot(
        name,
        "Migration %s was undone, and nobody has counted since whether rows are left that exist only in the new form."
            .formatted(migration),
        Stream.of(undone)
            .map(
                each ->
                    scene
                        .cite()
                        .fact("phase of " + migration, each.event().phase() + " undone", each))
            .toList(),
        new MissingFact(
            "rows of %s only in the new form, counted since it was undone".formatted(migration),
            name,
            "Count them and send migration.progressed of %s with newFormOnlyRows."
                .formatted(migration),
            MissingFact.Kind.LOOKUP));
  }
}
