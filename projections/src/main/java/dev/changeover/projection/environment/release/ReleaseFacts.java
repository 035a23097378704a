package dev.changeover.projection.environment.release;

import dev.changeover.event.Event;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ReleaseEvent.ReleaseAborted;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleasePlanAmended;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a release; each fact is the latest of its kind, null: never told.
 *
 * @param steps by step id; a step that nothing happened to is missing, even if planned
 * @param rollbacks by component; the empty text for the whole release
 */
public record ReleaseFacts(
    String release,
    @Nullable Recorded<ReleasePlanned> planned,
    @Nullable Recorded<ReleasePlanAmended> amended,
    @Nullable Recorded<ReleaseStarted> started,
    @Nullable Recorded<ReleaseFinished> finished,
    @Nullable Recorded<ReleaseAborted> aborted,
    SortedMap<String, StepFacts> steps,
    SortedMap<String, RollbackFacts> rollbacks) {

  /** Nothing known yet. */
  public static ReleaseFacts none(String release) {
    return new ReleaseFacts(release, null, null, null, null, null, Join.none(), Join.none());
  }

  /** The facts with one more; a rehearsal is evidence of its own and changes nothing here. */
  public ReleaseFacts merge(Recorded<? extends ReleaseEvent> fact) {
    return switch (fact.event()) {
      case ReleasePlanned e ->
          new ReleaseFacts(
              release,
              Recorded.latest(planned, Join.as(fact, e)),
              amended,
              started,
              finished,
              aborted,
              steps,
              rollbacks);
      case ReleasePlanAmended e ->
          new ReleaseFacts(
              release,
              planned,
              Recorded.latest(amended, Join.as(fact, e)),
              started,
              finished,
              aborted,
              steps,
              rollbacks);
      case ReleaseStarted e ->
          new ReleaseFacts(
              release,
              planned,
              amended,
              Recorded.latest(started, Join.as(fact, e)),
              finished,
              aborted,
              steps,
              rollbacks);
      case ReleaseFinished e ->
          new ReleaseFacts(
              release,
              planned,
              amended,
              started,
              Recorded.latest(finished, Join.as(fact, e)),
              aborted,
              steps,
              rollbacks);
      case ReleaseAborted e ->
          new ReleaseFacts(
              release,
              planned,
              amended,
              started,
              finished,
              Recorded.latest(aborted, Join.as(fact, e)),
              steps,
              rollbacks);
      case ReleaseStepStarted e -> step(e.step(), step -> step.started(Join.as(fact, e)));
      case ReleaseStepFinished e -> step(e.step(), step -> step.finished(Join.as(fact, e)));
      case RollbackStarted e ->
          rollback(e.component(), rollback -> rollback.started(Join.as(fact, e)));
      case RollbackFinished e ->
          rollback(e.component(), rollback -> rollback.finished(Join.as(fact, e)));
      case ReleaseEvent.RollbackRehearsed _ -> this;
    };
  }

  private ReleaseFacts step(String step, UnaryOperator<StepFacts> change) {
    StepFacts known = steps.getOrDefault(step, StepFacts.none(step));
    return new ReleaseFacts(
        release,
        planned,
        amended,
        started,
        finished,
        aborted,
        Join.put(steps, step, change.apply(known)),
        rollbacks);
  }

  private ReleaseFacts rollback(@Nullable String component, UnaryOperator<RollbackFacts> change) {
    String key = component == null ? "" : component;
    RollbackFacts known = rollbacks.getOrDefault(key, RollbackFacts.none(component));
    return new ReleaseFacts(
        release,
        planned,
        amended,
        started,
        finished,
        aborted,
        steps,
        Join.put(rollbacks, key, change.apply(known)));
  }

  /** The plan in force: the last amendment, else the first plan; empty: only seen in events. */
  public Optional<ReleasePlan> plan() {
    return planFact().map(fact -> planOf(fact.event()));
  }

  /** The fact that made that plan. */
  public Optional<Recorded<?>> planFact() {
    return Stream.<Recorded<?>>concat(Stream.ofNullable(planned), Stream.ofNullable(amended))
        .max(Recorded.BY_TIME);
  }

  private static ReleasePlan planOf(Event event) {
    return switch (event) {
      case ReleasePlanned e -> e.plan();
      case ReleasePlanAmended e -> e.plan();
      default -> throw new IllegalStateException(event + " holds no plan");
    };
  }

  /** What happened to a step; empty facts where nothing did. */
  public StepFacts step(String step) {
    return steps.getOrDefault(step, StepFacts.none(step));
  }

  /** The facts that show steps or rollbacks of it under way. Resting between steps is not. */
  public List<Recorded<?>> runningNow() {
    List<Recorded<?>> running = new ArrayList<>();
    for (StepFacts step : steps.values()) {
      if (step.running() && step.started() != null && !closedAfter(step.started())) {
        running.add(step.started());
      }
    }
    for (RollbackFacts rollback : rollbacks.values()) {
      if (rollback.running() && rollback.started() != null) {
        running.add(rollback.started());
      }
    }
    return List.copyOf(running);
  }

  /** Finished or aborted at or after that fact. */
  private boolean closedAfter(Recorded<?> fact) {
    return Stream.<Recorded<?>>concat(Stream.ofNullable(finished), Stream.ofNullable(aborted))
        .anyMatch(end -> !end.effectiveAt().isBefore(fact.effectiveAt()));
  }

  /** Started, with or without a fact that says so, and not over. */
  public boolean open() {
    return switch (state()) {
      case RESTING, RUNNING, ROLLING_BACK -> true;
      case PLANNED, ROLLED_BACK, ABORTED, FINISHED -> false;
    };
  }

  /** Where it stands. */
  public ReleaseState state() {
    if (rollbacks.values().stream().anyMatch(RollbackFacts::running)) {
      return ReleaseState.ROLLING_BACK;
    }
    if (!runningNow().isEmpty()) {
      return ReleaseState.RUNNING;
    }
    Optional<Recorded<?>> last = lastChange();
    return last.map(fact -> stateAfter(fact.event())).orElse(ReleaseState.PLANNED);
  }

  private static ReleaseState stateAfter(Event event) {
    return switch (event) {
      case ReleaseFinished _ -> ReleaseState.FINISHED;
      case ReleaseAborted _ -> ReleaseState.ABORTED;
      case RollbackFinished _ -> ReleaseState.ROLLED_BACK;
      default -> ReleaseState.RESTING;
    };
  }

  private Optional<Recorded<?>> lastChange() {
    List<@Nullable Recorded<?>> changes = changes();
    changes.add(wholeRollback());
    return changes.stream()
        .<Recorded<?>>flatMap(Stream::ofNullable)
        .max(ReleaseFacts::byTimeThenWeight);
  }

  private List<@Nullable Recorded<?>> changes() {
    List<@Nullable Recorded<?>> changes = new ArrayList<>();
    changes.add(started);
    changes.add(finished);
    changes.add(aborted);
    steps.values().forEach(step -> changes.add(step.started()));
    steps.values().forEach(step -> changes.add(step.finished()));
    return changes;
  }

  private @Nullable Recorded<?> wholeRollback() {
    RollbackFacts whole = rollbacks.get("");
    Recorded<RollbackFinished> end = whole == null ? null : whole.finished();
    return end == null || end.event().outcome() == Outcome.FAILED ? null : end;
  }

  /** When anything was last told of it. */
  public Instant lastTold() {
    List<@Nullable Recorded<?>> all = new ArrayList<>(changes());
    all.add(planned);
    all.add(amended);
    rollbacks.values().forEach(rollback -> all.add(rollback.started()));
    rollbacks.values().forEach(rollback -> all.add(rollback.finished()));
    return all.stream()
        .<Recorded<?>>flatMap(Stream::ofNullable)
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** Of facts in the same moment, one that ends the release wins. */
  private static int byTimeThenWeight(Recorded<?> one, Recorded<?> other) {
    Instant moment = one.effectiveAt();
    int byTime = moment.compareTo(other.effectiveAt());
    int byWeight = stateAfter(one.event()).compareTo(stateAfter(other.event()));
    return byTime != 0 ? byTime : byWeight != 0 ? byWeight : Recorded.BY_TIME.compare(one, other);
  }
}
