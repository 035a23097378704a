package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.SchemaVersion;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.ReleaseState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Peers of the targets that nobody can see: what they are at is not known, so neither are pairs.
 */
record PeerReading(Scene scene, List<MigrationInTheWay> migrations) {

  /** Kinds that have no heartbeat of their own. */
  private static final Set<ComponentKind> QUIET =
      EnumSet.of(ComponentKind.CACHE, ComponentKind.CALLBACK, ComponentKind.FLAG);

  List<BlindSpot> blindSpots() {
    return scene.environment().components().values().stream()
        .flatMap(each -> blindSpot(each).stream())
        .toList();
  }

  private Optional<BlindSpot> blindSpot(ComponentFacts component) {
    String name = component.component();
    if (scene.isSchema(name)) {
      return schema(name);
    }
    if (unversioned(component).isPresent()) {
      return unversioned(component);
    }
    if (scene.at().clientsAreOutOfSight(name)) {
      return Optional.of(outOfSight(name));
    }
    boolean judgedItself = scene.targets().versions().containsKey(name);
    boolean visible = component.isDeterminate(scene.instant(), scene.policy());
    return judgedItself || visible || scene.at().isGone(component) || !isExpected(component)
        ? Optional.empty()
        : Optional.of(outOfSight(name));
  }

  private Optional<BlindSpot> schema(String schema) {
    boolean expanded =
        migrations.stream()
            .filter(MigrationInTheWay::isOnlyExpanded)
            .flatMap(each -> scene.environment().migration(each.migration()).stream())
            .flatMap(each -> MigrationStanding.schemaOf(scene.at(), each).stream())
            .anyMatch(schema::equals);
    return expanded || SchemaVersion.of(scene.at(), schema).isPresent()
        ? Optional.empty()
        : Optional.of(
            new BlindSpot(
                "schema " + schema,
                "At which version %s is is not known.".formatted(schema),
                scene.at().lastSeen(schema).stream().toList(),
                new MissingFact(
                    "version of " + schema,
                    "schema " + schema,
                    "Tell component.observed of %s with the version that it is at."
                        .formatted(schema),
                    MissingFact.Kind.LOOKUP)));
  }

  private Optional<BlindSpot> unversioned(ComponentFacts component) {
    String name = component.component();
    List<CitedFact> without =
        scene.possiblyLive(name).stream()
            .filter(each -> each.version() == null)
            .map((Presence each) -> scene.at().cite(each))
            .toList();
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BlindSpot(
                "unversioned instances of " + name,
                "%d live %s of %s %s not tell a version."
                    .formatted(
                        without.size(),
                        without.size() == 1 ? "instance" : "instances",
                        name,
                        without.size() == 1 ? "does" : "do"),
                without,
                new MissingFact(
                    "version of every live instance of " + name,
                    "unversioned instances of " + name,
                    "Let every instance of %s report its version.".formatted(name),
                    MissingFact.Kind.HEARTBEAT)));
  }

  private BlindSpot outOfSight(String component) {
    Optional<CitedFact> last = scene.at().lastSeen(component);
    return new BlindSpot(
        "peer " + component,
        last.map(
                seen ->
                    "Nothing has been heard of %s since %s, so what the target would live beside is not known."
                        .formatted(component, seen.spokenMoment()))
            .orElse(
                "Nothing was ever heard of %s, so what the target would live beside is not known."
                    .formatted(component)),
        last.stream().toList(),
        new MissingFact(
            "which versions of %s are live".formatted(component),
            "peer " + component,
            howToSee(component),
            MissingFact.Kind.HEARTBEAT));
  }

  private String howToSee(String component) {
    return scene.at().clientsAreOutOfSight(component)
        ? "Count the clients of %s by version and send client.observed.".formatted(component)
        : "Let %s report: a heartbeat, spans or component.observed; or send component.removed."
            .formatted(component);
  }

  /** Seen, announced, or named by a plan as something that is there. */
  private boolean isExpected(ComponentFacts component) {
    boolean quiet = component.kind() != null && QUIET.contains(component.kind());
    return !component.presences().isEmpty()
        || !component.announced().isEmpty()
        || (!quiet && isPlanned(component.component()));
  }

  private boolean isPlanned(String component) {
    return scene.environment().releases().values().stream()
        .flatMap(release -> expectedBy(release))
        .anyMatch(component::equals);
  }

  private static Stream<String> expectedBy(ReleaseFacts release) {
    boolean begun = release.state() != ReleaseState.PLANNED;
    return release.plan().stream()
        .flatMap(plan -> plan.components().stream())
        .filter(each -> begun || each.from() != null)
        .map(each -> each.name());
  }
}
