package dev.changeover.projection.environment.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Outcome;
import dev.changeover.event.ReleaseEvent.ReleaseAborted;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.projection.environment.Facts;
import org.junit.jupiter.api.Test;

class ReleaseFactsTest {
  private final Facts facts =
      new Facts()
          .at("PT0S", new ReleaseStarted("r1", null))
          .at("PT1S", new ReleaseStepStarted("r1", "expand", null));

  @Test
  void a_step_under_way_is_running_and_a_rest_between_steps_is_not() {
    assertThat(state()).isEqualTo(ReleaseState.RUNNING);
    assertThat(release().runningNow()).hasSize(1);

    facts.at("PT5S", new ReleaseStepFinished("r1", "expand", StepOutcome.SUCCEEDED, null));
    assertThat(state()).isEqualTo(ReleaseState.RESTING);
    assertThat(release().runningNow()).isEmpty();
    assertThat(release().step("expand").succeeded()).isTrue();
  }

  @Test
  void a_step_tried_again_is_running_and_has_no_outcome() {
    facts
        .at("PT5S", new ReleaseStepFinished("r1", "expand", StepOutcome.FAILED, null))
        .at("PT6S", new ReleaseStepStarted("r1", "expand", null));

    assertThat(release().step("expand").failed()).isFalse();
    assertThat(state()).isEqualTo(ReleaseState.RUNNING);
  }

  @Test
  void an_aborted_release_has_no_running_step() {
    facts.at("PT5S", new ReleaseAborted("r1", "too slow", null));

    assertThat(state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(release().open()).isFalse();
  }

  @Test
  void a_rollback_under_way_outlives_the_abort_of_its_release() {
    facts
        .at("PT5S", new RollbackStarted("r1", null, null, null))
        .at("PT6S", new ReleaseAborted("r1", null, null));

    assertThat(state()).isEqualTo(ReleaseState.ROLLING_BACK);
    facts.at("PT9S", new RollbackFinished("r1", null, null, Outcome.SUCCEEDED, null));
    assertThat(state()).isEqualTo(ReleaseState.ROLLED_BACK);
  }

  @Test
  void an_end_in_the_same_moment_as_its_last_step_is_the_end() {
    facts.at(
        "PT5S",
        new ReleaseFinished("r1", "SUCCEEDED", null, null),
        new ReleaseStepFinished("r1", "expand", StepOutcome.SUCCEEDED, null));

    assertThat(state()).isEqualTo(ReleaseState.FINISHED);
  }

  private ReleaseState state() {
    return release().state();
  }

  private ReleaseFacts release() {
    return facts.known().release("r1").orElseThrow();
  }
}
