package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.CompatibilityReading;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.SchemaVersion;
import dev.changeover.explain.rollback.MigrationInTheWay.Lag;
import dev.changeover.explain.rollback.MigrationInTheWay.Reversibility;
import dev.changeover.explain.rollback.MigrationInTheWay.Rows;
import dev.changeover.explain.rollback.MigrationInTheWay.SchemaProof;
import dev.changeover.explain.rollback.MigrationInTheWay.Status;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import dev.changeover.projection.environment.migration.Reversibility.Said;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The migrations that a target has not lived through, as they stand. */
final class MigrationReading {
  private MigrationReading() {}

  static List<MigrationInTheWay> subjects(Scene scene) {
    return scene.environment().migrations().values().stream()
        .filter(
            each -> furthest(each).isPresent() || hidesRows(each) || leftSomethingLost(scene, each))
        .filter(each -> !targetsBefore(scene, each).isEmpty())
        .map(each -> read(scene, each))
        .toList();
  }

  private static Optional<Phase> furthest(MigrationFacts migration) {
    return MigrationStanding.furthest(migration).filter(phase -> phase != Phase.PLANNED);
  }

  /** Undoing a phase gives back no value that it overwrote, and no form that it removed. */
  private static boolean leftSomethingLost(Scene scene, MigrationFacts migration) {
    return migration.lossy().isPresent()
        || migration.undoneOnly().stream()
            .anyMatch(phase -> oneWay(scene, migration, phase).findAny().isPresent());
  }

  /** Undoing the phases of a migration copies no row back. */
  private static boolean hidesRows(MigrationFacts migration) {
    return migration.newFormOnlyRows().filter(rows -> rows > 0).isPresent()
        && MigrationStanding.lastChange(migration).isPresent();
  }

  private static MigrationInTheWay read(Scene scene, MigrationFacts migration) {
    PhaseFacts phase = migration.phase(furthest(migration).orElse(Phase.PLANNED));
    Status status = status(phase);
    Recorded<?> fact =
        MigrationStanding.standing(phase)
            .or(() -> MigrationStanding.lastChange(migration))
            .orElseThrow();
    return new MigrationInTheWay(
        migration.migration(),
        phase.phase(),
        status,
        scene
            .cite()
            .fact(
                "phase of " + migration.migration(),
                status == Status.UNDONE ? "undone" : phase.phase() + " " + status,
                fact),
        begun(migration),
        declared(scene, migration),
        dualWrite(scene, migration, phase.phase()),
        rows(scene, migration, status),
        lag(scene, migration, status),
        migration
            .lossy()
            .map(
                each ->
                    scene.cite().fact("values changed by " + each.event().phase(), "lossy", each)),
        proofs(scene, migration));
  }

  /** The phases that were begun and not undone; planning one changes nothing. */
  private static List<Phase> begun(MigrationFacts migration) {
    return migration.phases().values().stream()
        .filter(each -> each.phase() != Phase.PLANNED)
        .filter(each -> MigrationStanding.standing(each).isPresent())
        .map(PhaseFacts::phase)
        .sorted()
        .toList();
  }

  private static Status status(PhaseFacts phase) {
    if (MigrationStanding.standing(phase).isEmpty()) {
      return Status.UNDONE;
    }
    if (phase.running().isPresent()) {
      return Status.RUNNING;
    }
    return phase.failed().isPresent() ? Status.FAILED : Status.FINISHED;
  }

  static List<ComponentVersion> targetsBefore(Scene scene, MigrationFacts migration) {
    return scene.goingBack().stream()
        .map(each -> new ComponentVersion(each, target(scene, each)))
        .filter(each -> !LivedThrough.of(scene, each, migration))
        .toList();
  }

  private static String target(Scene scene, String component) {
    return scene.targets().versions().getOrDefault(component, "");
  }

  private static List<SchemaProof> proofs(Scene scene, MigrationFacts migration) {
    Optional<ComponentVersion> schema =
        MigrationStanding.schemaOf(scene.at(), migration)
            .flatMap(each -> SchemaVersion.of(scene.at(), each));
    return targetsBefore(scene, migration).stream()
        .map(
            target ->
                new SchemaProof(
                    target.toString(),
                    schema.map(version -> CompatibilityReading.read(scene.at(), target, version))))
        .toList();
  }

  private static List<Reversibility> declared(Scene scene, MigrationFacts migration) {
    List<Reversibility> declared = new ArrayList<>();
    for (Phase phase : begun(migration)) {
      byEvents(scene, migration, phase).ifPresent(declared::add);
      byPlans(scene, migration, phase).forEach(declared::add);
    }
    migration.undoneOnly().stream()
        .flatMap(phase -> oneWay(scene, migration, phase))
        .filter(each -> !declared.contains(each))
        .forEach(declared::add);
    return List.copyOf(declared);
  }

  /** Who says that a phase cannot be undone. */
  private static Stream<Reversibility> oneWay(Scene scene, MigrationFacts migration, Phase phase) {
    return Stream.concat(
            byEvents(scene, migration, phase).stream(), byPlans(scene, migration, phase))
        .filter(each -> !each.reversible());
  }

  private static Optional<Reversibility> byEvents(
      Scene scene, MigrationFacts migration, Phase phase) {
    var said = migration.reversibility(phase);
    return Optional.ofNullable(said.by())
        .map(
            by ->
                new Reversibility(
                    phase,
                    said.said() == Said.REVERSIBLE,
                    scene.cite().fact("reversibility of " + phase, said.said().toString(), by)));
  }

  private static Stream<Reversibility> byPlans(Scene scene, MigrationFacts migration, Phase phase) {
    return scene.environment().releases().values().stream()
        .flatMap(release -> byPlan(scene, release, migration.migration(), phase));
  }

  private static Stream<Reversibility> byPlan(
      Scene scene, ReleaseFacts release, String migration, Phase phase) {
    return release.plan().stream()
        .flatMap(plan -> plan.migrations().stream())
        .filter(each -> each.name().equals(migration))
        .flatMap(each -> Stream.ofNullable(each.reversible().get(phase)))
        .flatMap(
            reversible ->
                release.planFact().stream()
                    .map(
                        fact ->
                            new Reversibility(
                                phase,
                                reversible,
                                scene
                                    .cite()
                                    .fact(
                                        "reversibility of " + phase + " in the plan",
                                        reversible ? "REVERSIBLE" : "IRREVERSIBLE",
                                        fact))));
  }

  private static Optional<CitedFact> dualWrite(Scene scene, MigrationFacts migration, Phase phase) {
    return migration
        .declarations()
        .dualWrite(phase)
        .map(fact -> scene.cite().fact("dual write in " + phase, "on", fact));
  }

  private static Optional<Rows> rows(Scene scene, MigrationFacts migration, Status status) {
    return migration
        .newFormOnlyRowsFact()
        .map(
            fact -> {
              long count = countOf(fact);
              CitedFact cited =
                  scene
                      .cite()
                      .fact("rows only in the new form", "" + count, fact, maxAge(scene, status));
              return new Rows(count, isCurrent(migration, fact, cited), cited);
            });
  }

  private static long countOf(Recorded<?> fact) {
    Long rows =
        switch (fact.event()) {
          case MigrationProgressed e -> e.newFormOnlyRows();
          case PhaseFinished e -> e.newFormOnlyRows();
          default -> null;
        };
    return rows == null ? 0 : rows;
  }

  private static Optional<Lag> lag(Scene scene, MigrationFacts migration, Status status) {
    return migration
        .dualWriteLag()
        .flatMap(
            fact ->
                Optional.ofNullable(fact.event().dualWriteLag())
                    .map(
                        lag -> {
                          CitedFact cited =
                              scene
                                  .cite()
                                  .fact(
                                      "lag of the old form",
                                      lag.toString(),
                                      fact,
                                      maxAge(scene, status));
                          return new Lag(lag, isCurrent(migration, fact, cited), cited);
                        }));
  }

  private static boolean isCurrent(MigrationFacts migration, Recorded<?> fact, CitedFact cited) {
    return !cited.stale()
        && MigrationStanding.lastChange(migration)
            .filter(change -> fact.effectiveAt().isBefore(change.effectiveAt()))
            .isEmpty();
  }

  /** While a phase runs its progress ages; at rest it holds until something happens. */
  private static @Nullable Duration maxAge(Scene scene, Status status) {
    return status == Status.RUNNING ? scene.policy().migrationMaxAge() : null;
  }
}
