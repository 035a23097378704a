package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.AttemptLife;
import dev.changeover.projection.action.EffectTruth;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Signs that something may have run of which nothing was told. Whoever runs a step may die before
 * telling of its start, and spans are told only when they end: that nothing was seen of a step
 * whose turn it was does not prove that nothing happened.
 */
final class UnseenWork {

  private final RetryFacts facts;
  private final ActionAt at;
  private final List<Step> steps;

  private UnseenWork(RetryFacts facts) {
    this.facts = facts;
    this.at = facts.at();
    this.steps = at.forwardSteps();
  }

  static List<RecordGap> of(RetryFacts facts) {
    UnseenWork work = new UnseenWork(facts);
    if (work.isOnItsWayOrOver()) {
      return List.of();
    }
    List<RecordGap> gaps = new ArrayList<>(work.turns());
    work.undeclaredFollowers().ifPresent(gaps::add);
    work.acceptedAnew().ifPresent(gaps::add);
    return gaps;
  }

  /** Then what was not seen is not missing: it is yet to come, or never will. */
  private boolean isOnItsWayOrOver() {
    return !at.waitingMessages().isEmpty()
        || switch (at.state().state()) {
          case RUNNING, COMPLETED, COMPENSATED -> true;
          case QUEUED,
              WAITING_CALLBACK,
              AUTO_RETRY_SCHEDULED,
              STRANDED,
              STALLED,
              IN_DOUBT,
              FAILED_CLEAN,
              FAILED_DIRTY,
              COMPENSATING,
              SUPERSEDED,
              UNOBSERVED ->
              false;
        };
  }

  /**
   * Steps whose turn it was, with effects of their own or of steps that come after them: whoever
   * runs a harmless step unseen goes on to the next. A look-up of each declared effect closes the
   * gap, where it was taken once no call could be under way any more.
   */
  private List<RecordGap> turns() {
    return steps.stream().noneMatch(Step::attempted)
        ? List.of()
        : IntStream.range(0, steps.size())
            .filter(i -> !steps.get(i).attempted())
            .filter(i -> Resumption.predecessors(i, steps).stream().allMatch(this::succeeded))
            .mapToObj(steps::get)
            .filter(step -> !fromThereOn(step).allMatch(this::denied))
            .map(
                step ->
                    new RecordGap(
                        "it was the turn of " + step.name() + ", and nothing was told of it",
                        List.copyOf(at.action().lastProgress().stream().toList())))
            .toList();
  }

  /** The step and those that come after it, as far as they have effects and were not seen. */
  private Stream<Step> fromThereOn(Step step) {
    Set<String> names = Resumption.withFollowers(step.name(), steps);
    return steps.stream()
        .filter(each -> names.contains(each.name()))
        .filter(each -> !each.attempted() && matters(each));
  }

  /**
   * Writing the same values again is harmless only while nobody else wrote others; and whoever runs
   * a harmless step may still be at it.
   */
  private boolean matters(Step step) {
    return step.stepClass().effectful()
        || (step.stepClass() instanceof StepClass.NaturallyIdempotent && othersChangedItsEntity())
        || isWithinItsTime(step);
  }

  private boolean isWithinItsTime(Step step) {
    return step.timeout().isPresent()
        && at.action()
            .lastProgress()
            .map(word -> word.effectiveAt().plus(step.timeout().get()).plus(ActionAt.CLOCK_SKEW))
            .filter(at.instant()::isBefore)
            .isPresent();
  }

  private boolean othersChangedItsEntity() {
    Instant began = at.action().beganAt().orElse(Instant.MIN.plus(ActionAt.CLOCK_SKEW));
    return at.action().key().flatMap(at.environment()::entity).stream()
        .flatMap(entity -> entity.changes().values().stream())
        .filter(change -> !change.event().by().equals(at.action().ref().toString()))
        .anyMatch(change -> !change.effectiveAt().isBefore(began.minus(ActionAt.CLOCK_SKEW)));
  }

  private boolean succeeded(String name) {
    return steps.stream().filter(each -> each.name().equals(name)).allMatch(this::isPerhapsDone);
  }

  /**
   * It succeeded; or nobody told of its end, and all its effects happened, or nothing but its lease
   * shows that it is over: whoever ran it may have gone on before it ended.
   */
  private boolean isPerhapsDone(Step step) {
    return step.succeeded()
        || (step.attempted() && mayHaveSucceeded(step.attempts().getLast(), step));
  }

  private boolean mayHaveSucceeded(Attempt last, Step step) {
    return last.started().isPresent()
        && last.finished().isEmpty()
        && (!step.stepClass().effectful()
            || step.effects().stream()
                .allMatch(each -> at.truthOf(each) instanceof EffectTruth.Happened))
        && at.lifeOf(last) instanceof AttemptLife.Dead dead
        && (step.stepClass().effectful() || last.told().containsAll(dead.shownBy()));
  }

  /** Where nothing is declared nobody knows which steps come after the last one that was seen. */
  private Optional<RecordGap> undeclaredFollowers() {
    boolean nothingWouldRun =
        facts.fromStep().isEmpty() && steps.stream().allMatch(Step::succeeded);
    return steps.isEmpty()
            || nothingWouldRun
            || steps.stream().anyMatch(each -> each.declared().isPresent())
            || endedWithAllThatWasSeen()
            || !steps.stream().allMatch(this::isPerhapsDone)
        ? Optional.empty()
        : Optional.of(
            new RecordGap(
                "which steps come after " + steps.getLast().name() + " is not declared",
                List.copyOf(at.action().lastProgress().stream().toList())));
  }

  /** An action that failed, though each step that was seen succeeded, had another one. */
  private boolean endedWithAllThatWasSeen() {
    return at.action()
        .finished()
        .filter(end -> end.event().outcome() != ActionOutcome.FAILED)
        .isPresent();
  }

  private boolean denied(Step step) {
    Optional<Instant> last = at.action().lastProgress().map(Recorded::effectiveAt);
    return !step.effects().isEmpty()
        && step.effects().stream()
            .allMatch(
                effect ->
                    last.filter(word -> at.isDenied(effect, word.plus(at.inFlightBound(effect))))
                        .isPresent());
  }

  /** It was accepted again after its last try. */
  private Optional<RecordGap> acceptedAnew() {
    Optional<Instant> lastTry =
        steps.stream()
            .flatMap(step -> step.attempts().stream())
            .flatMap(attempt -> attempt.told().stream())
            .<Instant>map(Recorded::effectiveAt)
            .max(Instant::compareTo);
    return lastTry.flatMap(
        last ->
            at.action().facts().stream()
                .filter(each -> each.event() instanceof ActionAccepted)
                .filter(each -> each.effectiveAt().isAfter(last))
                .findFirst()
                .map(
                    each ->
                        new RecordGap(
                            "it was accepted anew, and nothing was seen after that",
                            List.of(each))));
  }
}
