package dev.changeover.explain.proceed;

import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.explain.CitedFact;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.release.ReleaseState;
import dev.changeover.projection.environment.release.RollbackFacts;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rollbacks of the release, or of a component of it, that ended, well or not, and whose part was
 * not deployed again since. A whole release that is rolled back is told of by its state.
 */
record BackAgain(Rollout rollout) {

  Stream<CitedFact> facts() {
    return rollout.release().state() == ReleaseState.ROLLED_BACK
        ? Stream.empty()
        : rollout.release().rollbacks().values().stream()
            .filter(each -> !each.running())
            .flatMap(each -> Stream.ofNullable(each.finished()).filter(end -> stands(each, end)))
            .map(this::cite);
  }

  /** What was taken before it and has not begun anew; where nothing was taken, no new start. */
  private boolean stands(RollbackFacts rollback, Recorded<RollbackFinished> end) {
    String component = rollback.component();
    List<PlannedStep> taken =
        (component == null
                ? rollout.plan().steps().stream().filter(each -> each.deploy() != null)
                : rollout.deploying(component).stream())
            .filter(rollout::wasTaken)
            .toList();
    return taken.isEmpty()
        ? !isSince(rollout.release().started(), end)
        : !taken.stream().allMatch(each -> isSince(rollout.facts(each).started(), end));
  }

  private static boolean isSince(@Nullable Recorded<?> fact, Recorded<?> end) {
    return fact != null && fact.effectiveAt().isAfter(end.effectiveAt());
  }

  private CitedFact cite(Recorded<RollbackFinished> end) {
    RollbackFinished told = end.event();
    String what =
        told.component() == null ? "release " + told.release() : String.valueOf(told.component());
    return rollout
        .cite()
        .fact(
            "rollback of " + what,
            told.outcome() == null ? "ended, nobody said how" : told.outcome().toString(),
            end);
  }
}
