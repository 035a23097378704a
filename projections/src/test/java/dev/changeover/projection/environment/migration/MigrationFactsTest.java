package dev.changeover.projection.environment.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Outcome;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.projection.environment.Facts;
import dev.changeover.projection.environment.migration.Reversibility.Said;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MigrationFactsTest {
  private final Facts facts = new Facts();

  @Test
  void the_furthest_phase_that_ended_well_and_was_not_undone_is_current() {
    facts
        .at("PT0S", finished(Phase.EXPANDED, Outcome.SUCCEEDED))
        .at("PT1S", finished(Phase.CONTRACTED, Outcome.SUCCEEDED));
    assertThat(migration().currentPhase()).isEqualTo(Phase.CONTRACTED);

    facts.at("PT2S", new MigrationReverted("split", Phase.CONTRACTED, null));
    assertThat(migration().currentPhase()).isEqualTo(Phase.EXPANDED);
  }

  @Test
  void a_phase_is_running_between_its_start_and_its_end() {
    facts.at("PT0S", new PhaseStarted("split", Phase.BACKFILLED, null));
    assertThat(migration().runningPhase()).map(PhaseFacts::phase).contains(Phase.BACKFILLED);

    facts.at("PT9S", finished(Phase.BACKFILLED, Outcome.SUCCEEDED));
    facts.at("PT10S", progress(Phase.BACKFILLED, 0L));
    assertThat(migration().runningPhase()).isEmpty();
  }

  @Test
  void a_phase_known_only_by_its_progress_is_running() {
    facts.at("PT0S", progress(Phase.BACKFILLING, 3L));

    assertThat(migration().runningPhase()).map(PhaseFacts::phase).contains(Phase.BACKFILLING);
  }

  @Test
  void a_failed_try_does_not_undo_what_was_reached_before() {
    facts
        .at("PT0S", finished(Phase.CONTRACTED, Outcome.SUCCEEDED))
        .at("PT1S", finished(Phase.CONTRACTED, Outcome.FAILED));

    assertThat(migration().currentPhase()).isEqualTo(Phase.CONTRACTED);
    assertThat(migration().failedPhase()).map(PhaseFacts::phase).contains(Phase.CONTRACTED);
  }

  @Test
  void irreversible_wins_over_a_plan_that_says_otherwise() {
    facts
        .at("PT0S", planned(Map.of(Phase.CONTRACTED, true)))
        .at("PT1S", declared(Phase.CONTRACTED, null));
    assertThat(said(Phase.CONTRACTED)).isEqualTo(Said.REVERSIBLE);

    facts.at("PT2S", new PhaseFinished("split", Phase.CONTRACTED, null, false, null, null, null));
    assertThat(said(Phase.CONTRACTED)).isEqualTo(Said.IRREVERSIBLE);
  }

  @Test
  void a_plan_alone_can_make_a_phase_irreversible() {
    facts
        .at("PT0S", planned(Map.of(Phase.CONTRACTED, false)))
        .at("PT1S", declared(Phase.CONTRACTED, true));

    assertThat(said(Phase.CONTRACTED)).isEqualTo(Said.IRREVERSIBLE);
    assertThat(said(Phase.EXPANDED)).isEqualTo(Said.UNDECLARED);
  }

  @Test
  void the_latest_count_of_rows_in_the_new_form_counts_whoever_told_it() {
    facts
        .at("PT0S", progress(Phase.BACKFILLED, 812L))
        .at("PT5S", new PhaseFinished("split", Phase.EXPANDED, null, null, 3L, null, null))
        .at("PT6S", finished(Phase.BACKFILLED, Outcome.SUCCEEDED));

    assertThat(migration().newFormOnlyRows()).contains(3L);
  }

  @Test
  void lost_values_count_unless_the_originals_were_kept() {
    facts.at("PT0S", new PhaseFinished("split", Phase.BACKFILLED, null, null, null, true, true));
    assertThat(migration().lossy()).isEmpty();

    facts.at("PT1S", new PhaseFinished("split", Phase.BACKFILLED, null, null, null, true, null));
    assertThat(migration().lossy()).isPresent();
  }

  @Test
  void lost_values_stay_lost_until_they_are_said_to_be_restored() {
    facts
        .at("PT0S", new PhaseFinished("split", Phase.BACKFILLED, null, null, null, true, null))
        .at("PT1S", new MigrationReverted("split", Phase.BACKFILLED, null));
    assertThat(migration().lossy()).isPresent();
    assertThat(migration().undoneOnly()).containsExactly(Phase.BACKFILLED);

    facts.at("PT2S", new MigrationReverted("split", Phase.BACKFILLED, true));
    assertThat(migration().lossy()).isEmpty();
    assertThat(migration().undoneOnly()).isEmpty();
  }

  @Test
  void an_irreversible_phase_stays_so_until_it_is_said_to_be_restored() {
    facts
        .at("PT0S", new PhaseFinished("split", Phase.CONTRACTED, null, false, null, null, null))
        .at("PT1S", new MigrationReverted("split", Phase.CONTRACTED, false));
    assertThat(said(Phase.CONTRACTED)).isEqualTo(Said.IRREVERSIBLE);

    facts.at("PT2S", new MigrationReverted("split", Phase.CONTRACTED, true));
    assertThat(said(Phase.CONTRACTED)).isEqualTo(Said.UNDECLARED);
  }

  private MigrationFacts migration() {
    return facts.known().migration("split").orElseThrow();
  }

  private Said said(Phase phase) {
    return facts.known().reversibility("split", phase).said();
  }

  private static PhaseFinished finished(Phase phase, Outcome outcome) {
    return new PhaseFinished("split", phase, outcome, null, null, null, null);
  }

  private static MigrationProgressed progress(Phase phase, Long rows) {
    return new MigrationProgressed("split", phase, 1L, 2L, rows, null);
  }

  private static MigrationDeclared declared(Phase phase, @Nullable Boolean reversible) {
    return new MigrationDeclared(
        "split",
        "orders-db",
        List.of(new PhaseDeclaration(phase, reversible, null, Map.of())),
        null);
  }

  private static ReleasePlanned planned(Map<Phase, Boolean> reversible) {
    return new ReleasePlanned(
        "r1",
        new ReleasePlan(
            "r1",
            "production",
            null,
            null,
            null,
            List.of(
                new ReleasePlan.PlannedComponent(
                    "orders-db", ComponentKind.SCHEMA, "41", "43", null)),
            List.of(new ReleasePlan.PlannedMigration("split", "orders-db", reversible, Map.of())),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null));
  }
}
