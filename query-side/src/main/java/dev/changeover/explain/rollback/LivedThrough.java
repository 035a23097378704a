package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.explain.environment.CompatibilityReading;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.SchemaVersion;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.coexistence.PairVerification;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a version was what ran, as a matter of course, after the last change that a migration
 * made: a release that came later, by at least the time that a step is watched, left it, or it was
 * verified on the schema since. A pipeline that migrates first and then tells of its release proves
 * nothing. A heartbeat does not count: a straggler, or an instance started for the way back, may be
 * broken by that change. Nor does anything count for a migration of the very release that would be
 * undone.
 */
final class LivedThrough {
  private LivedThrough() {}

  static boolean of(Scene scene, ComponentVersion target, MigrationFacts migration) {
    if (plannedIn(scene, migration) || MigrationStanding.isUnsettled(migration)) {
      return false;
    }
    Optional<Instant> changed = lastTouched(migration);
    return changed.isPresent()
        && Stream.concat(
                left(scene, target).map(moment -> moment.minus(scene.policy().bake())),
                verified(scene, target, migration)
                    .filter(_ -> !isWithinTheRelease(scene, changed.get())))
            .anyMatch(moment -> moment.isAfter(changed.get()));
  }

  /** What was contracted since the release began was contracted after the target's schema. */
  private static boolean isWithinTheRelease(Scene scene, Instant changed) {
    return scene.leftSince().filter(since -> !changed.isBefore(since)).isPresent();
  }

  /** The last change of a phase, or the last word that rows exist only in the new form. */
  private static Optional<Instant> lastTouched(MigrationFacts migration) {
    Stream<Recorded<?>> hidden =
        migration.newFormOnlyRows().filter(rows -> rows > 0).isPresent()
            ? migration.newFormOnlyRowsFact().stream()
            : Stream.empty();
    return Stream.concat(MigrationStanding.lastChange(migration).stream(), hidden)
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo);
  }

  private static boolean plannedIn(Scene scene, MigrationFacts migration) {
    return Stream.concat(scene.plan().stream(), broughtWhatWouldGo(scene))
        .anyMatch(plan -> names(plan, migration.migration()));
  }

  /** Where no release is asked about, it is undone by its versions. */
  private static Stream<ReleasePlan> broughtWhatWouldGo(Scene scene) {
    return scene.environment().releases().values().stream()
        .flatMap(release -> release.plan().stream())
        .filter(
            plan ->
                plan.components().stream()
                    .filter(each -> scene.goingBack().contains(each.name()))
                    .anyMatch(each -> scene.left(each.name()).contains(each.to())));
  }

  private static boolean names(ReleasePlan plan, String migration) {
    return plan.migrations().stream().anyMatch(each -> each.name().equals(migration))
        || plan.steps().stream().anyMatch(each -> migration.equals(each.migrate()));
  }

  /** When a release began to replace the version: this one, where it does so, else any. */
  private static Stream<Instant> left(Scene scene, ComponentVersion target) {
    Optional<ReleaseFacts> asked = scene.release().filter(release -> leaves(release, target));
    return asked.isPresent()
        ? Scene.began(asked.get()).stream()
        : scene.environment().releases().values().stream()
            .filter(release -> release.started() != null && leaves(release, target))
            .flatMap(release -> Scene.began(release).stream());
  }

  private static boolean leaves(ReleaseFacts release, ComponentVersion target) {
    return release.plan().stream()
        .flatMap(plan -> plan.components().stream())
        .anyMatch(each -> isFrom(each, target));
  }

  private static boolean isFrom(PlannedComponent component, ComponentVersion target) {
    return component.name().equals(target.component()) && target.version().equals(component.from());
  }

  /** That a version starts and runs on a schema does not say that it sees all rows. */
  private static boolean hidesData(MigrationFacts migration) {
    return migration.lossy().isPresent()
        || migration.newFormOnlyRows().filter(rows -> rows > 0).isPresent()
        || MigrationStanding.furthest(migration).filter(Phase.CONTRACTED::equals).isEmpty();
  }

  private static Stream<Instant> verified(
      Scene scene, ComponentVersion target, MigrationFacts migration) {
    return MigrationStanding.schemaOf(scene.at(), migration)
        .filter(_ -> !hidesData(migration))
        .flatMap(schema -> SchemaVersion.of(scene.at(), schema))
        .filter(schema -> CompatibilityReading.read(scene.at(), target, schema).proved())
        .flatMap(schema -> scene.environment().coexistence().verification(target, schema))
        .map(PairVerification::deciding)
        .map(Recorded::effectiveAt)
        .stream();
  }
}
