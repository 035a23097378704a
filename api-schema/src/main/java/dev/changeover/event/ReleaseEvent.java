package dev.changeover.event;

import dev.changeover.plan.ReleasePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream of one release, {@code release/<environment>/<id>}. */
public sealed interface ReleaseEvent extends Event {

  /** The plan was handed in and accepted. Made by the release aggregate, never by a source. */
  record ReleasePlanned(String release, ReleasePlan plan) implements ReleaseEvent {}

  /** The plan was replaced before the release started. Made by the release aggregate. */
  record ReleasePlanAmended(String release, ReleasePlan plan) implements ReleaseEvent {}

  record ReleaseStarted(String release, @Nullable String actor) implements ReleaseEvent {}

  /** The release is over. Absent outcome: not told, which is not "succeeded". */
  record ReleaseFinished(
      String release, @Nullable String outcome, @Nullable String reason, @Nullable String actor)
      implements ReleaseEvent {}

  record ReleaseAborted(String release, @Nullable String reason, @Nullable String actor)
      implements ReleaseEvent {}

  record ReleaseStepStarted(String release, String step, @Nullable String actor)
      implements ReleaseEvent {}

  record ReleaseStepFinished(
      String release, String step, @Nullable StepOutcome outcome, @Nullable String actor)
      implements ReleaseEvent {}

  record RollbackStarted(
      String release, @Nullable String target, @Nullable String component, @Nullable String reason)
      implements ReleaseEvent {}

  record RollbackFinished(
      String release,
      @Nullable String target,
      @Nullable String component,
      @Nullable Outcome outcome,
      @Nullable String reason)
      implements ReleaseEvent {}

  /** A rollback was tried. Names a release or a component; conditions say what it met. */
  record RollbackRehearsed(
      @Nullable String release,
      @Nullable String component,
      String from,
      String to,
      @Nullable Instant at,
      @Nullable Duration duration,
      @Nullable RehearsalConditions conditions,
      Outcome outcome)
      implements ReleaseEvent {}

  /** What a rehearsal met. Counts; absent means not measured. */
  record RehearsalConditions(
      @Nullable Long queueDepth,
      @Nullable Duration oldestAge,
      @Nullable Long rows,
      @Nullable Long inFlight,
      List<String> migrations) {}

  /** How a step of a release ended. */
  enum StepOutcome {
    SUCCEEDED,
    FAILED,
    SKIPPED
  }
}
