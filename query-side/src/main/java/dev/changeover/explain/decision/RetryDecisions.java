package dev.changeover.explain.decision;

import static dev.changeover.explain.decision.ScoredDecision.follows;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Recorded;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.decision.ScoredDecision.Course;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionState;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of decisions to run an action again, or not to.
 *
 * @param instant the moment that is judged
 */
public record RetryDecisions(ActionAt at, ActionState state, Instant instant) {

  /** The decision with what followed. */
  public ScoredDecision score(Recorded<DecisionRecorded> decision) {
    Course course = ScoredDecision.course(decision.event());
    if (course == Course.NOT_UNDERSTOOD) {
      return ScoredDecision.notUnderstood(decision);
    }
    Optional<Attempt> retried = firstAttemptAfter(decision);
    if (retried.isEmpty()) {
      return course == Course.GO
          ? ScoredDecision.of(decision, Score.NOT_DONE, "It has not been tried again since.")
          : ScoredDecision.of(decision, Score.WENT_WELL, "It has not been tried again.");
    }
    Recorded<?> started = retried.get().started().orElseThrow();
    if (course == Course.NO_GO) {
      return ScoredDecision.of(
          decision,
          Score.WENT_WRONG,
          "It was tried again all the same, at %s.".formatted(say(started)),
          started);
    }
    return at.action().effects().stream()
        .flatMap(effect -> doubled(decision, effect).stream())
        .findFirst()
        .orElseGet(() -> byState(decision, started));
  }

  private ScoredDecision byState(Recorded<DecisionRecorded> decision, Recorded<?> started) {
    Recorded<?> end = at.action().finished().orElse(null);
    return switch (state) {
      case COMPLETED ->
          ScoredDecision.of(
              decision,
              Score.WENT_WELL,
              "It was tried again at %s and completed.".formatted(say(started)),
              started,
              end);
      case QUEUED, RUNNING, AUTO_RETRY_SCHEDULED, WAITING_CALLBACK ->
          ScoredDecision.of(
              decision,
              Score.TOO_EARLY,
              "It was tried again at %s and is %s.".formatted(say(started), state),
              started);
      case UNOBSERVED ->
          ScoredDecision.of(
              decision,
              Score.CANNOT_TELL,
              "It was tried again at %s; how that went is not known.".formatted(say(started)),
              started);
      case IN_DOUBT,
          STRANDED,
          FAILED_DIRTY,
          FAILED_CLEAN,
          STALLED,
          COMPENSATING,
          COMPENSATED,
          SUPERSEDED ->
          ScoredDecision.of(
              decision,
              Score.WENT_WRONG,
              "It was tried again at %s and is %s.".formatted(say(started), state),
              started,
              end);
    };
  }

  /** Whether an effect that had happened, or may have, happened again. */
  private Optional<ScoredDecision> doubled(Recorded<DecisionRecorded> decision, Effect effect) {
    List<EffectTry> again =
        effect.tries().stream()
            .filter(each -> isAfter(decision, each))
            .filter(each -> each.outcome().filter(EffectOutcome.CONFIRMED::equals).isPresent())
            .toList();
    List<EffectTry> before =
        effect.tries().stream().filter(each -> !isAfter(decision, each)).toList();
    for (EffectTry second : again) {
      for (EffectTry first : before) {
        Optional<ScoredDecision> found = doubled(decision, effect, first, second);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ScoredDecision> doubled(
      Recorded<DecisionRecorded> decision, Effect effect, EffectTry first, EffectTry second) {
    EffectOutcome outcome = first.outcome().orElse(EffectOutcome.UNKNOWN);
    boolean sameKey = first.keyHash().isPresent() && first.keyHash().equals(second.keyHash());
    if (sameKey) {
      return Optional.empty();
    }
    Recorded<?>[] evidence = {
      first.told().isEmpty() ? null : first.told().getLast(),
      second.told().isEmpty() ? null : second.told().getLast()
    };
    boolean saidToHaveHappened =
        effect.lookUps().stream()
            .anyMatch(each -> each.event().outcome() == EffectOutcome.CONFIRMED);
    boolean denied =
        effect.lookUps().stream()
            .anyMatch(each -> each.event().outcome() == EffectOutcome.NO_EFFECT);
    return switch (outcome) {
      case CONFIRMED, PARTIAL ->
          Optional.of(
              ScoredDecision.of(
                  decision,
                  Score.WENT_WRONG,
                  "%s had happened, and happened again.".formatted(effect.name()),
                  evidence));
      case UNKNOWN ->
          denied && !saidToHaveHappened
              ? Optional.empty()
              : Optional.of(
                  ScoredDecision.of(
                      decision,
                      saidToHaveHappened ? Score.WENT_WRONG : Score.CANNOT_TELL,
                      saidToHaveHappened
                          ? "%s had happened, as its callee says, and happened again."
                              .formatted(effect.name())
                          : "%s happened; whether it had happened before is not known: ask its callee."
                              .formatted(effect.name()),
                      evidence));
      case NOT_ATTEMPTED, NO_EFFECT, COMPENSATED -> Optional.empty();
    };
  }

  private static boolean isAfter(Recorded<DecisionRecorded> decision, EffectTry one) {
    return one.attempt().started().filter(each -> follows(decision, each)).isPresent();
  }

  private Optional<Attempt> firstAttemptAfter(Recorded<DecisionRecorded> decision) {
    return at.action().steps().stream()
        .filter(step -> step.compensates().isEmpty())
        .flatMap(step -> step.attempts().stream())
        .filter(each -> each.started().filter(start -> follows(decision, start)).isPresent())
        .min(Comparator.comparing(each -> each.started().orElseThrow(), Recorded.BY_TIME));
  }

  private String say(Recorded<?> fact) {
    return SpokenTime.moment(fact.effectiveAt(), instant);
  }
}
