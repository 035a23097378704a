package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionState;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTruth;
import dev.changeover.projection.action.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sign that a part of an action's record is missing or out of order.
 *
 * @param what one clause, e.g. {@code attempt 1 of charge was never seen}
 * @param shownBy may be empty
 */
public record RecordGap(String what, List<Recorded<?>> shownBy) {

  static List<RecordGap> of(RetryFacts facts) {
    ActionAt at = facts.at();
    List<RecordGap> gaps = new ArrayList<>();
    at.action().gaps().forEach(gap -> gaps.add(new RecordGap(gap.event().what(), List.of(gap))));
    endDisagrees(at).ifPresent(gaps::add);
    foundUnknown(at).forEach(gaps::add);
    at.action().steps().forEach(step -> gaps.addAll(ofAttempts(step)));
    at.compensations().forEach(each -> undidUnseen(at, each).ifPresent(gaps::add));
    gaps.addAll(unseenPredecessors(at.forwardSteps()));
    saidToBeUndone(at).ifPresent(gaps::add);
    DeclaredOrder.of(facts).ifPresent(gaps::add);
    gaps.addAll(UndeclaredOrder.of(facts));
    gaps.addAll(UnseenWork.of(facts));
    return gaps;
  }

  /** It was told to be over for good, and later that it failed. */
  private static Optional<RecordGap> endDisagrees(ActionAt at) {
    return at.action().facts().stream()
        .filter(
            each ->
                each.event() instanceof ActionFinished end
                    && (end.outcome() == ActionOutcome.COMPLETED
                        || end.outcome() == ActionOutcome.CANCELLED))
        .filter(each -> at.action().finished().filter(last -> isOtherEnd(each, last)).isPresent())
        .findFirst()
        .map(
            each ->
                new RecordGap(
                    "its end was told in two ways",
                    List.of(each, at.action().finished().orElseThrow())));
  }

  /** It was told to be undone, went on, and what it did is not known to be undone. */
  private static Optional<RecordGap> saidToBeUndone(ActionAt at) {
    return at.state().state() == ActionState.COMPENSATED
        ? Optional.empty()
        : at.action().facts().stream()
            .filter(
                each ->
                    each.event() instanceof ActionFinished end
                        && end.outcome() == ActionOutcome.COMPENSATED)
            .findFirst()
            .flatMap(
                each ->
                    leftOver(at)
                        .map(
                            effect ->
                                new RecordGap(
                                    "it was told to be undone, and who undid %s was never seen"
                                        .formatted(effect.name()),
                                    List.of(each))));
  }

  private static Optional<Effect> leftOver(ActionAt at) {
    return at.forwardSteps().stream()
        .filter(step -> step.stepClass().effectful() && at.compensationOf(step.name()).isEmpty())
        .flatMap(step -> step.effects().stream())
        .filter(effect -> at.truthOf(effect) instanceof EffectTruth.Happened)
        .findFirst();
  }

  /** A callee knows an effect that no step is known to have. */
  private static Stream<RecordGap> foundUnknown(ActionAt at) {
    Set<String> known =
        at.action().steps().stream()
            .flatMap(step -> step.effects().stream())
            .map(Effect::name)
            .collect(Collectors.toSet());
    return at.action().facts().stream()
        .filter(
            each ->
                each.event() instanceof EffectLookedUp found
                    && !known.contains(found.effect())
                    && found.outcome() != EffectOutcome.NO_EFFECT
                    && found.outcome() != EffectOutcome.NOT_ATTEMPTED)
        .map(
            each ->
                new RecordGap(
                    "%s was found, and no step is known to have it"
                        .formatted(((EffectLookedUp) each.event()).effect()),
                    List.of(each)));
  }

  /** What was undone was done before, and nobody told of it. */
  private static Optional<RecordGap> undidUnseen(ActionAt at, Step compensation) {
    return compensation
        .compensates()
        .filter(
            name ->
                at.forwardSteps().stream()
                    .noneMatch(step -> step.name().equals(name) && step.attempted()))
        .map(
            name ->
                new RecordGap(
                    "%s undid %s, which was never seen".formatted(compensation.name(), name),
                    lastWords(compensation)));
  }

  private static boolean isOtherEnd(Recorded<?> one, Recorded<ActionFinished> last) {
    return one.event() instanceof ActionFinished end && end.outcome() != last.event().outcome();
  }

  private static List<RecordGap> ofAttempts(Step step) {
    List<RecordGap> gaps = new ArrayList<>();
    int before = 0;
    for (int number : step.attempts().stream().map(Attempt::number).sorted().toList()) {
      if (number - 1 > before) {
        gaps.add(new RecordGap(neverSeen(step, before + 1, number - 1), lastWords(step)));
      }
      before = Math.max(before, number);
    }
    step.attempts().forEach(attempt -> gaps.addAll(of(attempt)));
    return gaps;
  }

  /** E.g. {@code attempt 2 of charge was never seen}; many in a row are one gap. */
  private static String neverSeen(Step step, int first, int last) {
    return first == last
        ? "attempt %d of %s was never seen".formatted(first, step.name())
        : "attempts %d to %d of %s were never seen".formatted(first, last, step.name());
  }

  private static List<RecordGap> of(Attempt attempt) {
    List<RecordGap> gaps = new ArrayList<>();
    String name = "attempt " + attempt.number() + " of " + attempt.step();
    attempt
        .unseen()
        .ifPresent(
            word ->
                gaps.add(
                    new RecordGap(
                        "an effect was told of " + name + ", which was never seen to start",
                        List.of(word))));
    if (attempt.endsDisagree()) {
      gaps.add(new RecordGap(name + " was told to end in two ways", List.copyOf(attempt.told())));
    }
    Optional<Instant> end = attempt.endedAt();
    if (attempt.startedAt().isPresent()
        && end.isPresent()
        && end.get().isBefore(attempt.startedAt().get())) {
      gaps.add(new RecordGap(name + " ended before it started", List.copyOf(attempt.told())));
    }
    return gaps;
  }

  private static List<RecordGap> unseenPredecessors(List<Step> steps) {
    List<RecordGap> gaps = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!step.attempted() || step.declared().isEmpty()) {
        continue;
      }
      for (String before : Resumption.predecessors(i, steps)) {
        if (steps.stream().anyMatch(each -> each.name().equals(before) && !each.attempted())) {
          gaps.add(
              new RecordGap(
                  step.name() + " ran, and " + before + ", which comes before it, was never seen",
                  lastWords(step)));
        }
      }
    }
    return gaps;
  }

  private static List<Recorded<?>> lastWords(Step step) {
    return List.copyOf(step.attempts().getLast().told());
  }
}
