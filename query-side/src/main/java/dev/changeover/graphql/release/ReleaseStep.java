package dev.changeover.graphql.release;

import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.graphql.Cites;
import dev.changeover.graphql.environment.Positions;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.release.StepFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a release: planned, seen, or both. */
record ReleaseStep(
    String id,
    boolean planned,
    @Nullable String deploy,
    @Nullable String migrate,
    @Nullable Phase to,
    List<String> after,
    StepState state,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<Long> positions)
    implements Cites {

  /** Where a step stands. */
  enum StepState {
    NOT_STARTED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    ENDED
  }

  static ReleaseStep planned(PlannedStep plan, StepFacts facts) {
    return of(facts, true, plan.deploy(), plan.migrate(), plan.to(), plan.after());
  }

  static ReleaseStep unplanned(StepFacts facts) {
    return of(facts, false, null, null, null, List.of());
  }

  private static ReleaseStep of(
      StepFacts facts,
      boolean planned,
      @Nullable String deploy,
      @Nullable String migrate,
      @Nullable Phase to,
      List<String> after) {
    var started = facts.started();
    var finished = facts.finished();
    return new ReleaseStep(
        facts.step(),
        planned,
        deploy,
        migrate,
        to,
        after,
        state(facts),
        started == null ? null : started.effectiveAt(),
        finished == null ? null : finished.effectiveAt(),
        Positions.of(started, finished));
  }

  private static StepState state(StepFacts facts) {
    if (facts.running()) {
      return StepState.RUNNING;
    }
    StepOutcome outcome = facts.outcome();
    if (outcome == null) {
      return facts.finished() == null ? StepState.NOT_STARTED : StepState.ENDED;
    }
    return switch (outcome) {
      case SUCCEEDED -> StepState.SUCCEEDED;
      case FAILED -> StepState.FAILED;
      case SKIPPED -> StepState.SKIPPED;
    };
  }
}
