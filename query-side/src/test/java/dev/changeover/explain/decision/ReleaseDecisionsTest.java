package dev.changeover.explain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Event;
import dev.changeover.event.EventId;
import dev.changeover.event.IncidentEvent.IncidentOpened;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseDecisionsTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final List<Recorded<?>> facts = new ArrayList<>();

  ReleaseDecisionsTest() {
    tell(-30, new ReleaseStarted("r-1", null));
    tell(-10, new RollbackStarted("r-1", null, null, null));
    tell(-5, new RollbackFinished("r-1", null, null, Outcome.SUCCEEDED, null));
  }

  @Test
  void a_rollback_before_the_decision_is_none_that_followed() {
    assertThat(score(decide("ROLLBACK", "GO"), 120)).isEqualTo(Score.NOT_DONE);
  }

  @Test
  void a_rollback_that_failed_went_wrong() {
    var decision = decide("ROLLBACK", "GO");
    tell(1, new RollbackStarted("r-1", null, null, null));
    assertThat(score(decision, 2)).isEqualTo(Score.TOO_EARLY);
    tell(3, new RollbackFinished("r-1", null, null, Outcome.FAILED, null));
    assertThat(score(decision, 4)).isEqualTo(Score.WENT_WRONG);
  }

  @Test
  void a_rollback_went_well_once_no_incident_has_followed_for_an_hour() {
    var decision = decide("ROLLBACK", "GO");
    tell(1, new RollbackStarted("r-1", null, null, null));
    tell(3, new RollbackFinished("r-1", null, null, Outcome.SUCCEEDED, null));
    assertThat(score(decision, 62)).isEqualTo(Score.TOO_EARLY);
    assertThat(score(decision, 63)).isEqualTo(Score.WENT_WELL);
    tell(40, new IncidentOpened("INC-1", null, null, null));
    assertThat(score(decision, 63)).isEqualTo(Score.WENT_WRONG);
  }

  @Test
  void an_end_that_nobody_described_does_not_tell() {
    var decision = decide("ROLLBACK", "GO");
    tell(1, new RollbackStarted("r-1", null, null, null));
    tell(3, new RollbackFinished("r-1", null, null, null, null));
    assertThat(score(decision, 120)).isEqualTo(Score.CANNOT_TELL);
  }

  @Test
  void a_step_that_was_rolled_back_went_wrong() {
    var decision = decide("PROCEED", "APPROVED");
    tell(1, new ReleaseStepStarted("r-1", "api", null));
    tell(2, new ReleaseStepFinished("r-1", "api", StepOutcome.SUCCEEDED, null));
    assertThat(score(decision, 90)).isEqualTo(Score.WENT_WELL);
    tell(30, new RollbackStarted("r-1", null, null, null));
    assertThat(score(decision, 90)).isEqualTo(Score.WENT_WRONG);
  }

  @Test
  void words_of_other_sources_count_by_what_they_mean() {
    assertThat(score(decide("ROLLBACK", "roll back"), 120)).isEqualTo(Score.NOT_DONE);
    assertThat(score(decide("PROCEED", "yes"), 120)).isEqualTo(Score.NOT_DONE);
    assertThat(score(decide("PROCEED", "wait"), 120)).isEqualTo(Score.WENT_WELL);
  }

  @Test
  void a_word_that_nobody_knows_is_neither_yes_nor_no() {
    assertThat(score(decide("ROLLBACK", "roll forward"), 120)).isEqualTo(Score.CANNOT_TELL);
    assertThat(score(decide("ROLLBACK", "PROCEED"), 120)).isEqualTo(Score.CANNOT_TELL);
  }

  @Test
  void leaving_it_as_it_was_went_wrong_where_an_incident_followed() {
    var decision = decide("ROLLBACK", "NO_GO");
    assertThat(score(decision, 59)).isEqualTo(Score.TOO_EARLY);
    assertThat(score(decision, 60)).isEqualTo(Score.WENT_WELL);
    tell(20, new IncidentOpened("INC-2", null, null, null));
    assertThat(score(decision, 60)).isEqualTo(Score.WENT_WRONG);
  }

  @Test
  void cites_the_decision_and_what_followed() {
    var decision = decide("ROLLBACK", "GO");
    var started = tell(1, new RollbackStarted("r-1", null, null, null));
    assertThat(scored(decision, 2).positions())
        .containsExactly(decision.position(), started.position());
  }

  private Recorded<DecisionRecorded> decide(String question, String choice) {
    return tell(
        0, new DecisionRecorded(question, "e/r-1", null, choice, "ana", "why", null, false));
  }

  private Score score(Recorded<DecisionRecorded> decision, int minute) {
    return scored(decision, minute).score();
  }

  private ScoredDecision scored(Recorded<DecisionRecorded> decision, int minute) {
    EnvironmentFacts known = EnvironmentFacts.fold("e", facts);
    return new ReleaseDecisions(
            known, known.release("r-1").orElseThrow(), NOON.plusSeconds(60L * minute))
        .score(decision);
  }

  private <E extends Event> Recorded<E> tell(int minute, E event) {
    Instant at = NOON.plusSeconds(60L * minute);
    var fact =
        new Recorded<>(
            facts.size(), new EventId("/test", "e" + facts.size()), "e", "it", at, at, event);
    facts.add(fact);
    return fact;
  }
}
