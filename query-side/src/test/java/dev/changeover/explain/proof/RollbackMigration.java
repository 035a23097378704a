package dev.changeover.explain.proof;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a migration has really done to the data, and what is told of it. */
final class RollbackMigration extends RollbackPart {

  RollbackMigration(RollbackWorld world) {
    super(world);
  }

  @Override
  void live() {
    migration();
  }

  private void migration() {
    if (!truth.migrated) {
      return;
    }
    List<Phase> phases =
        List.of(
            Phase.EXPANDED,
            Phase.BACKFILLING,
            Phase.BACKFILLED,
            Phase.READS_SWITCHED,
            Phase.CONTRACTED);
    int reached = often(2) ? 1 : 1 + random.nextInt(phases.size());
    boolean dualWrite = !often(4);
    List<PhaseDeclaration> declared = new ArrayList<>();
    phases.forEach(each -> declared.add(new PhaseDeclaration(each, null, dualWrite, Map.of())));
    MigrationDeclared declaration = new MigrationDeclared(MIGRATION, SCHEMA, declared, "42");
    telling.perhaps("schema", BEGAN.minusSeconds(1800), declaration);
    Instant at = BEGAN.plusSeconds(60);
    boolean lossy = often(8);
    for (int i = 0; i < reached; i++) {
      Phase phase = phases.get(i);
      boolean last = i == reached - 1;
      telling.perhaps("schema", at, new PhaseStarted(MIGRATION, phase, null));
      Instant begun = at;
      at = at.plusSeconds(120 + random.nextInt(120));
      if (last && often(12)) {
        telling.surely("schema", begun, new PhaseStarted(MIGRATION, phase, null));
        truth.dangers.add("a phase is running");
        break;
      }
      if (phase.compareTo(Phase.EXPANDED) > 0) {
        long rows = often(6) ? 1 + random.nextInt(50) : 0;
        boolean lag = often(6);
        progress(at.minusSeconds(30 + random.nextInt(60)), phase, 0, false);
        if (last) {
          truth.hiddenRows = rows;
          truth.lag = lag;
          truth.dualWrite = dualWrite;
          progress(at.plusSeconds(60 + random.nextInt(600)), phase, rows, lag);
        }
      }
      boolean failed = last && often(15);
      boolean loses = lossy && last && phase != Phase.EXPANDED;
      telling.surely(
          "schema",
          at,
          new PhaseFinished(
              MIGRATION,
              phase,
              failed ? Outcome.FAILED : Outcome.SUCCEEDED,
              null,
              null,
              loses ? true : null,
              null));
      truth.phase = phase;
      if (failed) {
        truth.dangers.add("a phase failed");
      }
      if (loses) {
        truth.dangers.add("old values are lost");
      }
    }
    if (reached == 1 && truth.phase == Phase.EXPANDED && often(8)) {
      telling.surely("schema", settled, new MigrationReverted(MIGRATION, Phase.EXPANDED, null));
      truth.phase = null;
      truth.dangers.remove("a phase failed");
    } else if (reached > 1 && truth.dangers.isEmpty() && often(4)) {
      undo(phases.subList(0, phases.indexOf(truth.phase) + 1));
    }
    Instant seen = (truth.phase == null ? settled : at).plusSeconds(120);
    telling.perhaps(
        "schema",
        seen,
        new ComponentObserved(
            SCHEMA, ComponentKind.SCHEMA, truth.schema(), null, null, null, null));
  }

  /**
   * Some of the phases are undone, the last one first. That brings no row back that was written in
   * the new form alone; somebody may copy such rows, and count again.
   */
  private void undo(List<Phase> reached) {
    int left = random.nextInt(reached.size());
    Instant at = settled.minusSeconds(60);
    for (int i = reached.size() - 1; i >= left; i--) {
      telling.surely("schema", at, new MigrationReverted(MIGRATION, reached.get(i), null));
      at = at.plusSeconds(10);
    }
    truth.phase = left == 0 ? null : reached.get(left - 1);
    truth.unprovable = true;
    if (truth.hiddenRows > 0 && often(3)) {
      truth.hiddenRows = 0;
      progress(settled.plusSeconds(120), reached.getLast(), 0, truth.lag);
    }
  }

  private void progress(Instant at, Phase phase, long rows, boolean lag) {
    telling.perhaps(
        often(2) ? "schema" : "counter",
        at,
        new MigrationProgressed(
            MIGRATION, phase, null, null, rows, lag ? Duration.ofSeconds(40) : Duration.ZERO));
  }
}
