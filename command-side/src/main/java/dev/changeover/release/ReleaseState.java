package dev.changeover.release;

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
import dev.changeover.plan.ReleasePlan;
import dev.changeover.problem.CommandRefused;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.util.List;

/** How far a release is, as far as its plan is concerned. Pure: no clock, no database. */
public sealed interface ReleaseState {

  /** Nothing was handed in, and nothing has begun. */
  record NotPlanned() implements ReleaseState {}

  /** Handed in, not begun: the plan may still change. */
  record Planned(ReleasePlan plan) implements ReleaseState {}

  /** Begun, with or without a plan: the plan is fixed, since people act on it. */
  record Started() implements ReleaseState {}

  /** Over. */
  record Finished() implements ReleaseState {}

  /**
   * What handing in a plan leads to; nothing where it is the plan already.
   *
   * @throws CommandRefused after the start
   */
  static List<ReleaseEvent> decide(PlanRelease command, ReleaseState state) {
    ReleasePlan plan = command.plan();
    return switch (state) {
      case NotPlanned _ -> List.of(new ReleasePlanned(plan.release(), plan));
      case Planned(ReleasePlan earlier) when earlier.equals(plan) -> List.of();
      case Planned _ -> List.of(new ReleasePlanAmended(plan.release(), plan));
      case Started _ -> throw refused(plan, "has started");
      case Finished _ -> throw refused(plan, "is over");
    };
  }

  /** The state after an event. Observed facts come in any order; a release never goes back. */
  static ReleaseState evolve(ReleaseState state, ReleaseEvent event) {
    return switch (event) {
      case ReleasePlanned(String _, ReleasePlan plan) -> planned(state, plan);
      case ReleasePlanAmended(String _, ReleasePlan plan) -> planned(state, plan);
      case ReleaseStarted _,
          ReleaseStepStarted _,
          ReleaseStepFinished _,
          RollbackStarted _,
          RollbackFinished _ ->
          state instanceof Finished ? state : new Started();
      case ReleaseFinished _, ReleaseAborted _ -> new Finished();
      case RollbackRehearsed _ -> state;
    };
  }

  private static ReleaseState planned(ReleaseState state, ReleasePlan plan) {
    return switch (state) {
      case NotPlanned _, Planned _ -> new Planned(plan);
      case Started _, Finished _ -> state;
    };
  }

  private static CommandRefused refused(ReleasePlan plan, String why) {
    return new CommandRefused(
        Problem.of(
            ProblemCode.RELEASE_STARTED,
            "release %s in %s %s; plan what comes next as a release of its own"
                .formatted(plan.release(), plan.environment(), why)));
  }
}
