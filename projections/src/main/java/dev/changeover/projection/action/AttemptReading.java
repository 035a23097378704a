package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins starts to ends. A source that does not count gives every try the number 1, so one number
 * may stand for several tries; two sources may tell of the same try. Two starts are one try only
 * where different sources tell them of one instance and do not contradict each other: a try too
 * many costs an UNKNOWN, a try too few could hide what happened.
 */
final class AttemptReading {
  private static final Comparator<Attempt> BY_TIME =
      Comparator.comparing(AttemptReading::beginning, Recorded.BY_TIME);

  /** How far apart two sources may tell of the start of one try. */
  private static final Duration ONE_TRY = Duration.ofMinutes(1);

  private AttemptReading() {}

  /** The tries at one step, from the facts about it, in order of time. */
  static List<Attempt> read(String step, List<Recorded<OfAction>> facts) {
    return facts.stream()
        .map(each -> numberOf(each.event()))
        .distinct()
        .flatMap(number -> ofNumber(step, number, facts).stream())
        .sorted(BY_TIME)
        .toList();
  }

  private static List<Attempt> ofNumber(String step, int number, List<Recorded<OfAction>> facts) {
    List<Recorded<OfAction>> mine =
        facts.stream().filter(each -> numberOf(each.event()) == number).toList();
    List<Recorded<StepStarted>> starts = new ArrayList<>();
    for (Recorded<StepStarted> start : ActionReading.of(StepStarted.class, mine).toList()) {
      if (starts.isEmpty() || !sameTry(starts.getLast(), start)) {
        starts.add(start);
      } else {
        starts.add(WordsOfOneTry.ofStart(starts.removeLast(), start));
      }
    }
    List<Recorded<StepFinished>> ends = ActionReading.of(StepFinished.class, mine).toList();
    if (starts.isEmpty() && ends.isEmpty()) {
      Recorded<EffectRecorded> told =
          ActionReading.of(EffectRecorded.class, mine).findFirst().orElseThrow();
      return List.of(
          new Attempt(step, number, Optional.empty(), Optional.empty(), false, Optional.of(told)));
    }
    if (starts.isEmpty()) {
      return List.of(attempt(step, number, null, ends));
    }
    List<Attempt> tries = new ArrayList<>();
    for (Recorded<StepStarted> start : starts) {
      tries.add(
          attempt(
              step,
              number,
              start,
              ends.stream()
                  .filter(end -> startOf(end, starts).filter(start::equals).isPresent())
                  .toList()));
    }
    ends.stream()
        .filter(end -> startOf(end, starts).isEmpty())
        .forEach(end -> tries.add(attempt(step, number, null, List.of(end))));
    return tries;
  }

  /**
   * An end goes to the last start before it that may be its own: an instance ends its own tries,
   * and whoever never told of a start cannot end the try of another. Where clocks leave open which
   * start that is, it ends none of them.
   */
  private static Optional<Recorded<StepStarted>> startOf(
      Recorded<StepFinished> end, List<Recorded<StepStarted>> starts) {
    List<Recorded<StepStarted>> own =
        starts.stream()
            .filter(each -> agree(each.event().component(), end.event().component()))
            .filter(each -> agree(each.event().version(), end.event().version()))
            .filter(each -> agree(each.event().instance(), end.event().instance()))
            .toList();
    if (own.size() == 1) {
      return own.stream().findFirst();
    }
    List<Recorded<StepStarted>> possible =
        own.stream()
            .filter(each -> !OrderOfWords.surelyBefore(end, each))
            .filter(each -> own.stream().noneMatch(later -> isBetween(each, later, end)))
            .toList();
    return possible.size() == 1 ? possible.stream().findFirst() : Optional.empty();
  }

  private static boolean isBetween(
      Recorded<StepStarted> earlier, Recorded<StepStarted> later, Recorded<StepFinished> end) {
    return OrderOfWords.surelyBefore(earlier, later) && OrderOfWords.surelyNotAfter(later, end);
  }

  /**
   * Of several ends of one try the worst one counts: a success is never taken on one word of two.
   */
  private static Attempt attempt(
      String step,
      int number,
      @Nullable Recorded<StepStarted> start,
      List<Recorded<StepFinished>> ends) {
    return new Attempt(
        step,
        number,
        Optional.ofNullable(start),
        ends.stream()
            .sorted(
                Comparator.<Recorded<StepFinished>>comparingInt(
                        end -> badness(end.event().outcome()))
                    .thenComparing(Recorded.BY_TIME)
                    .reversed())
            .reduce(WordsOfOneTry::ofEnd),
        ends.stream().map(AttemptReading::howItEnded).distinct().count() > 1,
        Optional.empty());
  }

  private static int badness(AttemptOutcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> 0;
      case FAILED -> 1;
      case TIMED_OUT -> 2;
    };
  }

  private static List<Object> howItEnded(Recorded<StepFinished> end) {
    AttemptError error = end.event().error();
    return List.of(end.event().outcome(), Optional.ofNullable(error == null ? null : error.type()));
  }

  private static boolean sameTry(Recorded<StepStarted> one, Recorded<StepStarted> other) {
    return !one.id().source().equals(other.id().source())
        && !other.effectiveAt().isAfter(one.effectiveAt().plus(ONE_TRY))
        && agree(one.event().component(), other.event().component())
        && tellOneInstance(one.event(), other.event())
        && agree(one.event().version(), other.event().version());
  }

  /** A worker that does not tell its instance may be another one. */
  private static boolean tellOneInstance(StepStarted one, StepStarted other) {
    return one.instance() != null && one.instance().equals(other.instance());
  }

  private static boolean agree(@Nullable String one, @Nullable String other) {
    return one == null || other == null || Objects.equals(one, other);
  }

  private static Recorded<? extends OfAction> beginning(Attempt attempt) {
    return Stream.<Recorded<? extends OfAction>>concat(
            attempt.told().stream(), attempt.unseen().stream())
        .findFirst()
        .orElseThrow();
  }

  private static int numberOf(OfAction event) {
    return switch (event) {
      case StepStarted e -> e.attempt();
      case StepFinished e -> e.attempt();
      case EffectRecorded e -> e.attempt();
      default -> throw new IllegalArgumentException("not about a step: " + event);
    };
  }
}
