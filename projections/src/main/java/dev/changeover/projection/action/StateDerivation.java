package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.EffectTruth.Disputed;
import dev.changeover.projection.action.EffectTruth.Happened;
import dev.changeover.projection.action.EffectTruth.InDoubt;
import dev.changeover.projection.action.EffectTruth.InProgress;
import dev.changeover.projection.action.EffectTruth.Undone;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Derives the state: one method for each, tried in the order of {@link ActionState}. A cancelled
 * action counts as one that failed: what it left behind decides between clean, dirty and in doubt.
 */
final class StateDerivation {
  private final ActionAt at;
  private final Action action;
  private final List<Attempt> forward;

  StateDerivation(ActionAt at) {
    this.at = at;
    this.action = at.action();
    this.forward =
        at.forwardSteps().stream()
            .flatMap(step -> step.attempts().stream())
            .sorted(Comparator.comparing(StateDerivation::lastWord, Recorded.BY_TIME))
            .toList();
  }

  StateSince state() {
    List<Supplier<Optional<StateSince>>> derivations =
        List.of(
            this::completed,
            this::superseded,
            this::compensated,
            this::compensating,
            this::running,
            this::autoRetryScheduled,
            this::waitingCallback,
            this::inDoubt,
            this::stranded,
            this::failed,
            this::stalled,
            this::queuedOrBetweenSteps);
    return derivations.stream()
        .flatMap(each -> each.get().stream())
        .findFirst()
        .orElseGet(
            () ->
                new StateSince(
                    ActionState.UNOBSERVED, action.beganAt().orElse(at.instant()), List.of()));
  }

  private Optional<StateSince> completed() {
    return finishedAs(ActionOutcome.COMPLETED).map(end -> state(ActionState.COMPLETED, end));
  }

  private Optional<StateSince> superseded() {
    return at.newer().map(newer -> state(ActionState.SUPERSEDED, newer.completed()));
  }

  private Optional<StateSince> compensated() {
    Optional<StateSince> told =
        finishedAs(ActionOutcome.COMPENSATED)
            .filter(_ -> !reopened())
            .map(end -> state(ActionState.COMPENSATED, end));
    return told.or(
        () ->
            undone().isEmpty() || !compensationsSucceeded() || somethingIsLeft()
                ? Optional.empty()
                : Optional.of(state(ActionState.COMPENSATED, undone().getLast())));
  }

  private Optional<StateSince> compensating() {
    Optional<Recorded<?>> last = lastCompensation();
    boolean halfDone = !compensationsSucceeded() || somethingIsLeft();
    return last.filter(_ -> halfDone)
        .filter(word -> !begunAfter(word.effectiveAt()))
        .map(word -> state(ActionState.COMPENSATING, word));
  }

  private Optional<StateSince> running() {
    if (terminal() || pastItsTime()) {
      return Optional.empty();
    }
    return forward.stream()
        .filter(attempt -> at.lifeOf(attempt) instanceof AttemptLife.Live)
        .filter(this::isLastOfItsStep)
        .findFirst()
        .map(attempt -> state(ActionState.RUNNING, lastWord(attempt)));
  }

  private Optional<StateSince> autoRetryScheduled() {
    return terminal()
        ? Optional.empty()
        : toBeRetried()
            .filter(attempt -> !overdue(attempt) && !at.lives().nobodyIsThere(attempt))
            .map(attempt -> state(ActionState.AUTO_RETRY_SCHEDULED, lastWord(attempt)));
  }

  private Optional<StateSince> waitingCallback() {
    return at.outstandingCallbacks().stream()
        .map(CallbackFacts::registered)
        .filter(Objects::nonNull)
        .min(Recorded.BY_TIME)
        .map(registered -> state(ActionState.WAITING_CALLBACK, registered));
  }

  private Optional<StateSince> inDoubt() {
    return effectTruths()
        .filter(truth -> truth instanceof InDoubt || truth instanceof Disputed)
        .map(truth -> truth.shownBy().stream().max(Recorded.BY_TIME).orElseThrow())
        .min(Recorded.BY_TIME)
        .map(word -> state(ActionState.IN_DOUBT, word));
  }

  private Optional<StateSince> stranded() {
    return terminal()
        ? Optional.empty()
        : strandedMessage().or(this::strandedRetry).map(word -> state(ActionState.STRANDED, word));
  }

  private Optional<Recorded<?>> strandedMessage() {
    return at.waitingMessages().stream()
        .filter(
            message ->
                switch (at.acceptanceOf(message)) {
                  case Acceptance.Accepted _, Acceptance.NotTold _ -> false;
                  case Acceptance.Refused _,
                      Acceptance.OnlySilent _,
                      Acceptance.AllGone _,
                      Acceptance.NobodyKnown _ ->
                      true;
                })
        .<Recorded<?>>flatMap(message -> message.published().stream())
        .findFirst();
  }

  /** A retry that is to come, or a try that names no instance, with nobody there to take it. */
  private Optional<Recorded<?>> strandedRetry() {
    Optional<Attempt> unmanned =
        forward.stream()
            .filter(attempt -> attempt.finished().isEmpty() && attempt.instance().isEmpty())
            .filter(this::isLastOfItsStep)
            .filter(attempt -> at.lives().nobodyIsThere(attempt))
            .findFirst();
    return toBeRetried()
        .filter(attempt -> at.lives().nobodyIsThere(attempt) || overdue(attempt))
        .or(() -> unmanned)
        .map(StateDerivation::lastWord);
  }

  private Optional<StateSince> failed() {
    Optional<Recorded<?>> failure = terminal() ? action.finished().map(end -> end) : failedLast();
    return failure.map(
        word ->
            state(
                effectTruths().anyMatch(Happened.class::isInstance)
                    ? ActionState.FAILED_DIRTY
                    : ActionState.FAILED_CLEAN,
                word));
  }

  /** The last word of the tries is a failure, and no message was sent to try again. */
  private Optional<Recorded<?>> failedLast() {
    if (forward.isEmpty()) {
      return Optional.empty();
    }
    Attempt last = forward.getLast();
    boolean sentAgain =
        at.waitingMessages().stream()
            .flatMap(message -> message.published().stream())
            .anyMatch(word -> word.effectiveAt().isAfter(lastWord(last).effectiveAt()));
    return last.finished().isPresent() && !last.succeeded() && !sentAgain
        ? Optional.of(lastWord(last))
        : Optional.empty();
  }

  private Optional<StateSince> stalled() {
    Optional<Attempt> silent =
        forward.stream()
            .filter(attempt -> !at.lifeOf(attempt).over() && isLastOfItsStep(attempt))
            .findFirst();
    if (!pastItsTime()) {
      return silent.map(attempt -> state(ActionState.STALLED, lastWord(attempt)));
    }
    return action
        .lastProgress()
        .map(
            word ->
                new StateSince(
                    ActionState.STALLED, word.effectiveAt().plus(limit()), List.of(word)));
  }

  private Optional<StateSince> queuedOrBetweenSteps() {
    Optional<Recorded<?>> waiting =
        at.waitingMessages().stream()
            .<Recorded<?>>flatMap(message -> message.published().stream())
            .min(Recorded.BY_TIME);
    if (waiting.isPresent()) {
      return waiting.map(word -> state(ActionState.QUEUED, word));
    }
    boolean begun = !forward.isEmpty() || !action.messages().isEmpty();
    return action
        .lastProgress()
        .map(word -> state(begun ? ActionState.RUNNING : ActionState.QUEUED, word));
  }

  private Optional<Attempt> toBeRetried() {
    return at.forwardSteps().stream()
        .flatMap(step -> at.toBeRetried(step).stream())
        .min(Comparator.comparing(attempt -> attempt.nextRetryAt().orElseThrow()));
  }

  private boolean overdue(Attempt attempt) {
    return at.instant().isAfter(attempt.nextRetryAt().orElseThrow().plus(ActionAt.RETRY_GRACE));
  }

  private Optional<Recorded<ActionFinished>> finishedAs(ActionOutcome outcome) {
    return action.finished().filter(end -> end.event().outcome() == outcome);
  }

  /** It told of its end, and nothing was begun after that. */
  private boolean terminal() {
    return action.finished().isPresent() && !reopened();
  }

  private boolean reopened() {
    return action.finished().filter(end -> begunAfter(end.effectiveAt())).isPresent();
  }

  private boolean begunAfter(Instant moment) {
    return forward.stream()
        .anyMatch(each -> each.startedAt().filter(start -> start.isAfter(moment)).isPresent());
  }

  private boolean compensationsSucceeded() {
    return at.compensations().stream().allMatch(Step::hasUndoneAll);
  }

  private boolean somethingIsLeft() {
    return truths(step -> step.stepClass().effectful())
        .anyMatch(
            truth ->
                truth instanceof Happened
                    || truth instanceof InDoubt
                    || truth instanceof InProgress
                    || truth instanceof Disputed);
  }

  private List<Recorded<?>> undone() {
    return effectTruths()
        .filter(Undone.class::isInstance)
        .<Recorded<?>>map(truth -> truth.shownBy().getLast())
        .sorted(Recorded.BY_TIME)
        .toList();
  }

  private Optional<Recorded<?>> lastCompensation() {
    return at.compensations().stream()
        .flatMap(step -> step.attempts().stream())
        .<Recorded<?>>map(StateDerivation::lastWord)
        .max(Recorded.BY_TIME);
  }

  /** Effects of steps that only read cannot be in doubt. */
  private Stream<EffectTruth> effectTruths() {
    return truths(step -> !(step.stepClass() instanceof StepClass.ReadOnly));
  }

  private Stream<EffectTruth> truths(Predicate<Step> wanted) {
    return at.forwardSteps().stream()
        .filter(wanted)
        .flatMap(step -> step.effects().stream())
        .map(at::truthOf);
  }

  private boolean pastItsTime() {
    return action
        .lastProgress()
        .filter(word -> word.effectiveAt().plus(limit()).isBefore(at.instant()))
        .isPresent();
  }

  /** The time limit of the step that is open, else the duration expected of the type. */
  private Duration limit() {
    Optional<Duration> ofStep =
        forward.stream()
            .filter(attempt -> attempt.finished().isEmpty())
            .flatMap(attempt -> action.step(attempt.step()).flatMap(Step::timeout).stream())
            .max(Duration::compareTo);
    return ofStep
        .or(
            () ->
                action
                    .declared()
                    .map(Recorded::event)
                    .map(ActionTypeDeclared::expectedDuration)
                    .filter(Objects::nonNull))
        .orElse(ActionAt.EXPECTED_PROGRESS);
  }

  private boolean isLastOfItsStep(Attempt attempt) {
    return action
        .step(attempt.step())
        .filter(step -> step.attempts().getLast().equals(attempt))
        .isPresent();
  }

  private static Recorded<?> lastWord(Attempt attempt) {
    return Stream.<Recorded<?>>concat(attempt.told().stream(), attempt.unseen().stream())
        .max(Recorded.BY_TIME)
        .orElseThrow();
  }

  private static StateSince state(ActionState state, Recorded<?> word) {
    return new StateSince(state, word.effectiveAt(), List.of(word));
  }
}
