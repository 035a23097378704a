package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.dependant.CallbackFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An action seen at an instant, among all that is known of its environment: what still runs, what
 * is true of its effects, what state it is in. The facts are those known at a position; the instant
 * only tells how old they are. Neither changes, so that what many rules ask is derived once.
 */
public final class ActionAt {

  /** How far the clocks of two machines may be apart. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  /** Without progress for longer than this an action stalls, where nothing is declared. */
  public static final Duration EXPECTED_PROGRESS = Duration.ofMinutes(15);

  /** How late an automatic retry may be and still be expected. */
  public static final Duration RETRY_GRACE = Duration.ofMinutes(10);

  private final Action action;
  private final EnvironmentFacts environment;
  private final Instant instant;
  private final Optional<NewerAction> newer;
  private final List<Step> forwardSteps;
  private final List<Step> compensations;
  private final Derived<Attempt, AttemptLife> lives = new Derived<>(this::derivedLifeOf);
  private final Derived<Effect, EffectTruth> truths = new Derived<>(this::derivedTruthOf);
  private volatile @Nullable StateSince state;

  /**
   * Looks at an action.
   *
   * @param newer the latest completed action with the same key that is newer; empty: none
   */
  public ActionAt(
      Action action, EnvironmentFacts environment, Instant instant, Optional<NewerAction> newer) {
    this.action = action;
    this.environment = environment;
    this.instant = instant;
    this.newer = newer;
    Map<Boolean, List<Step>> steps =
        action.steps().stream()
            .collect(Collectors.partitioningBy(step -> step.compensates().isPresent()));
    this.forwardSteps = steps.getOrDefault(false, List.of());
    this.compensations = steps.getOrDefault(true, List.of());
  }

  public Action action() {
    return action;
  }

  public EnvironmentFacts environment() {
    return environment;
  }

  public Instant instant() {
    return instant;
  }

  /** The latest completed action with the same key that is newer; empty: none. */
  public Optional<NewerAction> newer() {
    return newer;
  }

  /** What state it is in. */
  public StateSince state() {
    StateSince known = state;
    if (known == null) {
      known = new StateDerivation(this).state();
      state = known;
    }
    return known;
  }

  /** Whether a try at one of its steps still runs. */
  public AttemptLife lifeOf(Attempt attempt) {
    return lives.of(attempt);
  }

  private AttemptLife derivedLifeOf(Attempt attempt) {
    return lives().lifeOf(attempt, action.step(attempt.step()).flatMap(Step::timeout));
  }

  /** What is known of one of its effects. */
  public EffectTruth truthOf(Effect effect) {
    return truths.of(effect);
  }

  private EffectTruth derivedTruthOf(Effect effect) {
    return EffectTruths.of(
        effect,
        this::lifeOf,
        inFlightBound(effect),
        compensationOf(effect.step()).map(each -> each));
  }

  /** How long after a try's end its call may still take effect at the callee. */
  public Duration inFlightBound(Effect effect) {
    Duration timeout = action.step(effect.step()).flatMap(Step::timeout).orElse(null);
    return environment.policy().inFlightBound(timeout);
  }

  /** Whether the callee was asked at or after a moment, denied the effect, and never found it. */
  public boolean isDenied(Effect effect, Instant from) {
    return !effect.nameIsShared()
        && effect.lookUps().stream()
            .allMatch(each -> each.event().outcome() == EffectOutcome.NO_EFFECT)
        && effect.lookUps().stream().anyMatch(each -> !EffectTruths.at(each).isBefore(from));
  }

  /** Steps of the way forward: all but those that undo another. */
  public List<Step> forwardSteps() {
    return forwardSteps;
  }

  /** Steps that undo another, as far as they were tried. */
  public List<Step> compensations() {
    return compensations;
  }

  /** The end of the last successful undoing of a step; empty: none. */
  public Optional<Recorded<StepFinished>> compensationOf(String step) {
    return compensations.stream()
        .flatMap(each -> each.triesAtUndoing(step))
        .filter(Attempt::succeeded)
        .flatMap(each -> each.finished().stream())
        .max(Recorded.BY_TIME);
  }

  /** The messages of it that nobody took. */
  public List<ActionMessage> waitingMessages() {
    return action.messages().stream().filter(ActionMessage::unconsumed).toList();
  }

  /** Who takes such a message. */
  public Acceptance acceptanceOf(ActionMessage message) {
    return Acceptance.of(environment, instant, message.queue(), message.form());
  }

  /** Answers of third parties that it still waits for. */
  public List<CallbackFacts> outstandingCallbacks() {
    return environment.callbacksOf(action.ref()).stream()
        .filter(each -> each.outstandingAt(instant))
        .toList();
  }

  /** The try at a step that told of the last automatic retry which has not begun; empty: none. */
  public Optional<Attempt> toBeRetried(Step step) {
    return step.succeeded()
        ? Optional.empty()
        : step.attempts().stream()
            .filter(each -> !each.succeeded() && each.nextRetryAt().isPresent())
            .filter(each -> isAwaited(step, each, each.nextRetryAt().get()))
            .max(Comparator.comparing(each -> each.nextRetryAt().orElseThrow()));
  }

  /**
   * Whether a retry that was promised is still to come: a try that began well before it was begun
   * by somebody else. Behind a later try it is no longer awaited once it is overdue.
   */
  private boolean isAwaited(Step step, Attempt promising, Instant next) {
    List<Attempt> later =
        step.attempts().subList(step.attempts().indexOf(promising) + 1, step.attempts().size());
    boolean begun =
        later.stream()
            .anyMatch(
                each ->
                    each.startedAt()
                        .or(each::endedAt)
                        .filter(start -> !start.isBefore(next.minus(CLOCK_SKEW)))
                        .isPresent());
    return !begun && (later.isEmpty() || !instant.isAfter(next.plus(RETRY_GRACE)));
  }

  AttemptLives lives() {
    return new AttemptLives(action, environment, instant);
  }
}
