package dev.changeover.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Outcome;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ReleaseEvent.ReleaseAborted;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleasePlanAmended;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseTest {
  private static final String ID = "2026.11.3";
  private static final PlanRelease COMMAND = PlanRelease.of(Plans.plan(), "release-manager");
  private static final ReleaseEvent PLANNED = new ReleasePlanned(ID, Plans.plan());

  private final FixtureConfiguration<Release> release = new AggregateTestFixture<>(Release.class);

  static Stream<ReleaseEvent> beginnings() {
    return Stream.of(
        new ReleaseStarted(ID, null),
        new ReleaseStepStarted(ID, "expand", null),
        new ReleaseStepFinished(ID, "expand", StepOutcome.SUCCEEDED, null),
        new RollbackStarted(ID, null, null, null),
        new RollbackFinished(ID, null, null, Outcome.SUCCEEDED, null),
        new ReleaseFinished(ID, null, null, null),
        new ReleaseAborted(ID, null, null));
  }

  @Test
  void a_first_plan_is_taken() {
    release
        .givenNoPriorActivity()
        .when(COMMAND)
        .expectEvents(PLANNED)
        .expectResultMessagePayload(new PlanAccepted(PlanAccepted.Change.PLANNED, 0));
  }

  @Test
  void the_same_plan_again_changes_nothing() {
    release
        .given(PLANNED)
        .when(COMMAND)
        .expectNoEvents()
        .expectResultMessagePayload(new PlanAccepted(PlanAccepted.Change.UNCHANGED, 0));
  }

  @Test
  void another_plan_amends_the_first_before_the_start() {
    release
        .given(PLANNED)
        .when(PlanRelease.of(Plans.amended(), "release-manager"))
        .expectEvents(new ReleasePlanAmended(ID, Plans.amended()))
        .expectResultMessagePayload(new PlanAccepted(PlanAccepted.Change.AMENDED, 1));
  }

  @Test
  void a_rehearsal_is_not_a_start() {
    release
        .given(
            PLANNED, new RollbackRehearsed(ID, null, "2", "1", null, null, null, Outcome.SUCCEEDED))
        .when(PlanRelease.of(Plans.amended(), "release-manager"))
        .expectEvents(new ReleasePlanAmended(ID, Plans.amended()));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void once_anything_has_begun_the_plan_is_fixed(ReleaseEvent begun) {
    for (List<ReleaseEvent> history : List.of(List.of(PLANNED, begun), List.of(begun))) {
      new AggregateTestFixture<>(Release.class)
          .given(history)
          .when(COMMAND)
          .expectException(CommandRefused.class)
          .expectNoEvents();
    }
  }

  @Test
  void a_refusal_carries_its_code_and_the_remedy() {
    try {
      ReleaseState.decide(COMMAND, new ReleaseState.Finished());
    } catch (CommandRefused refused) {
      assertThat(refused.problem().code()).isEqualTo(ProblemCode.RELEASE_STARTED);
      assertThat(refused.problem().detail()).contains(ID, "production", "is over");
      return;
    }
    throw new AssertionError("a release that is over took a plan");
  }

  @Test
  void a_release_never_goes_back() {
    ReleaseState over =
        ReleaseState.evolve(
            new ReleaseState.Planned(Plans.plan()), new ReleaseAborted(ID, null, null));
    assertThat(ReleaseState.evolve(over, new ReleaseStarted(ID, null)))
        .isInstanceOf(ReleaseState.Finished.class);
    assertThat(ReleaseState.evolve(over, PLANNED)).isInstanceOf(ReleaseState.Finished.class);
  }
}
