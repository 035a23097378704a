package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.Recorded;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import java.util.List;
import java.util.Optional;

/**
 * At which version a schema is: as observed since its last migration phase; else as the plan says
 * it was before, or will be after, its migrations; else as the migration that changed it last
 * declares. A plan of which only some migrations have begun leaves it unknown.
 */
record SchemaVersion(Scene scene, String schema) {

  static Optional<ComponentVersion> of(Scene scene, String schema) {
    SchemaVersion version = new SchemaVersion(scene, schema);
    return version.observed().or(version::told).map(text -> new ComponentVersion(schema, text));
  }

  private Optional<String> told() {
    return scene.planned(schema).isPresent() ? planned(scene.planned(schema).get()) : declared();
  }

  private Optional<String> observed() {
    Optional<Recorded<?>> changed =
        migrations().stream()
            .flatMap(each -> MigrationReading.lastChange(each).stream())
            .max(Recorded.BY_TIME);
    return scene.environment().component(schema).map(ComponentFacts::presences).stream()
        .flatMap(List::stream)
        .filter(each -> each.end() == null && each.successor() == null)
        .max((one, other) -> Recorded.BY_TIME.compare(one.lastSeen(), other.lastSeen()))
        .filter(
            seen ->
                changed
                    .filter(last -> seen.lastSeen().effectiveAt().isBefore(last.effectiveAt()))
                    .isEmpty())
        .flatMap(seen -> Optional.ofNullable(seen.version()));
  }

  private Optional<String> planned(PlannedComponent planned) {
    List<String> names =
        scene.plan().stream()
            .flatMap(plan -> plan.migrations().stream())
            .filter(each -> each.component().equals(schema))
            .map(PlannedMigration::name)
            .toList();
    long begun = names.stream().filter(this::hasBegun).count();
    if (begun == 0) {
      return Optional.ofNullable(planned.from());
    }
    return begun == names.size() ? Optional.of(planned.to()) : Optional.empty();
  }

  private boolean hasBegun(String migration) {
    return scene
        .environment()
        .migration(migration)
        .filter(each -> MigrationReading.furthest(each).filter(p -> p != Phase.PLANNED).isPresent())
        .isPresent();
  }

  private Optional<String> declared() {
    return migrations().stream()
        .filter(each -> MigrationReading.lastChange(each).isPresent())
        .max(
            (one, other) ->
                Recorded.BY_TIME.compare(
                    MigrationReading.lastChange(one).orElseThrow(),
                    MigrationReading.lastChange(other).orElseThrow()))
        .flatMap(each -> Optional.ofNullable(each.declared()))
        .flatMap(fact -> Optional.ofNullable(fact.event().target()));
  }

  /** Migrations that are known to change this schema. */
  private List<MigrationFacts> migrations() {
    return scene.environment().migrations().values().stream()
        .filter(each -> MigrationReading.schemaOf(scene, each).filter(schema::equals).isPresent())
        .toList();
  }
}
