package dev.changeover.explain.proof;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.ReleaseEvent.RehearsalConditions;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.VersionRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the migration of a {@link ProceedWorld} has really done, and who still needs the old form.
 */
final class ProceedData {
  static final String MIGRATION = "split-address";
  private static final String COLUMN = "orders-db.orders.address";
  private final ProceedWorld world;
  private final boolean required;
  private long missing;
  private boolean begunAgain;
  private boolean agreed;
  private boolean used;

  ProceedData(ProceedWorld world) {
    this.world = world;
    required = !world.often(8);
  }

  Map<Phase, Map<String, VersionRange>> requires() {
    return required
        ? Map.of(
            Phase.CONTRACTED,
            Map.of("checkout", VersionRange.of("2.4.0"), "order-worker", VersionRange.of("5.1.0")))
        : Map.of();
  }

  void live() {
    world.start("expand").ifPresent(at -> phase(Phase.EXPANDED, at));
    world.start("fill").ifPresent(this::fill);
    world.start("reads").ifPresent(at -> phase(Phase.READS_SWITCHED, at));
    world.start("contract").ifPresent(at -> phase(Phase.CONTRACTED, at));
    users();
    agreement();
  }

  private void phase(Phase phase, Instant at) {
    world.telling.surely("schema", at, new PhaseStarted(MIGRATION, phase, null));
    finished(phase, at.plusSeconds(100));
  }

  private void finished(Phase phase, Instant at) {
    world.telling.surely(
        "schema",
        at,
        new PhaseFinished(MIGRATION, phase, Outcome.SUCCEEDED, null, null, null, null));
  }

  /** Whoever fills says that it is done; only a count tells whether no row is missing. */
  private void fill(Instant at) {
    missing = world.often(5) ? 1 + world.random.nextInt(900) : 0;
    begunAgain = world.often(8);
    Instant first = at.minusSeconds(60);
    if (begunAgain) {
      world.telling.surely("schema", first, new PhaseStarted(MIGRATION, Phase.BACKFILLING, null));
      counted(first.plusSeconds(20), 0);
    }
    world.telling.surely(
        "schema", at.plusSeconds(5), new PhaseStarted(MIGRATION, Phase.BACKFILLING, null));
    if (world.often(2)) {
      counted(at.plusSeconds(40), missing + 300);
    }
    if (world.complete || !world.often(5)) {
      counted(at.plusSeconds(101), missing);
    }
    finished(Phase.BACKFILLED, at.plusSeconds(100));
  }

  private void counted(Instant at, long rows) {
    world.telling.perhaps(
        "schema",
        at,
        new MigrationProgressed(MIGRATION, Phase.BACKFILLING, 1000 - rows, 1000L, null, null));
  }

  /** A report that reads the old form once a month, and a step of an action that does. */
  private void users() {
    if (world.often(8)) {
      used = true;
      world.telling.surely(
          "database",
          world.asked.minus(Duration.ofDays(1 + world.random.nextInt(33))),
          new PathUsed(COLUMN, PathKind.COLUMN, Map.of(), null, null, List.of("month-end-report")));
    }
    if (world.often(12)) {
      used = true;
      world.telling.surely(
          "declarations",
          world.began.minusSeconds(4000),
          new ActionTypeDeclared(
              "invoice",
              List.of(
                  new StepDeclaration(
                      "print",
                      "READ_ONLY",
                      null,
                      null,
                      null,
                      null,
                      null,
                      List.of(),
                      List.of(COLUMN))),
              null,
              null,
              null));
    }
  }

  /** Where there is no way back, somebody may have agreed, and tried the way back until then. */
  private void agreement() {
    boolean approved = world.often(2);
    boolean rehearsed = world.complete || world.often(2);
    agreed = approved && rehearsed;
    if (approved) {
      world.telling.surely(
          "people",
          world.asked.minusSeconds(60),
          new DecisionRecorded(
              "PROCEED", ProceedWorld.RELEASE, null, "APPROVED", "ana", null, null, null));
    }
    if (rehearsed) {
      world.telling.surely(
          "rehearsals",
          world.asked.minusSeconds(100),
          new RollbackRehearsed(
              ProceedWorld.RELEASE,
              null,
              ProceedWorld.RELEASE,
              "2026.11.2",
              null,
              null,
              new RehearsalConditions(
                  null, null, null, null, world.isDone("expand") ? List.of(MIGRATION) : List.of()),
              Outcome.SUCCEEDED));
    }
  }

  Optional<String> harm() {
    boolean readsNew = world.isNext("reads") || world.isNext("contract");
    if (missing > 0 && readsNew) {
      return Optional.of("rows that were not copied vanish");
    }
    if (used && world.isNext("contract")) {
      return Optional.of("what is taken away is still used");
    }
    return world.isNext("contract") && !agreed
        ? Optional.of("nobody agreed to go where there is no way back")
        : Optional.empty();
  }

  boolean isProvable() {
    return !world.isNext("contract") || (required && agreed);
  }
}
