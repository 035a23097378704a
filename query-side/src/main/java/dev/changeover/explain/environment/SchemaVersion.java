package dev.changeover.explain.environment;

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
public record SchemaVersion(EnvironmentAt at, String schema) {

  public static Optional<ComponentVersion> of(EnvironmentAt at, String schema) {
    SchemaVersion version = new SchemaVersion(at, schema);
    return version.observed().or(version::told).map(text -> new ComponentVersion(schema, text));
  }

  private Optional<String> told() {
    return at.planned(schema).isPresent() ? planned(at.planned(schema).get()) : declared();
  }

  private Optional<String> observed() {
    Optional<Recorded<?>> changed =
        migrations().stream()
            .flatMap(each -> MigrationStanding.lastChange(each).stream())
            .max(Recorded.BY_TIME);
    return at.facts().component(schema).map(ComponentFacts::presences).stream()
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
        at.plan().stream()
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
    return at.facts()
        .migration(migration)
        .filter(
            each -> MigrationStanding.furthest(each).filter(p -> p != Phase.PLANNED).isPresent())
        .isPresent();
  }

  private Optional<String> declared() {
    return migrations().stream()
        .filter(each -> MigrationStanding.lastChange(each).isPresent())
        .max(
            (one, other) ->
                Recorded.BY_TIME.compare(
                    MigrationStanding.lastChange(one).orElseThrow(),
                    MigrationStanding.lastChange(other).orElseThrow()))
        .flatMap(each -> each.declarations().target());
  }

  /** Migrations that are known to change this schema. */
  private List<MigrationFacts> migrations() {
    return at.facts().migrations().values().stream()
        .filter(each -> MigrationStanding.schemaOf(at, each).filter(schema::equals).isPresent())
        .toList();
  }
}
