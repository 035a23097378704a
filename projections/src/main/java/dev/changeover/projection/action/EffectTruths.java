package dev.changeover.projection.action;

import static dev.changeover.event.ActionEvent.EffectOutcome.COMPENSATED;
import static dev.changeover.event.ActionEvent.EffectOutcome.CONFIRMED;
import static dev.changeover.event.ActionEvent.EffectOutcome.NOT_ATTEMPTED;
import static dev.changeover.event.ActionEvent.EffectOutcome.NO_EFFECT;
import static dev.changeover.event.ActionEvent.EffectOutcome.PARTIAL;
import static dev.changeover.event.ActionEvent.EffectOutcome.UNKNOWN;

import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.Recorded;
import dev.changeover.projection.action.EffectTruth.Disputed;
import dev.changeover.projection.action.EffectTruth.Happened;
import dev.changeover.projection.action.EffectTruth.InDoubt;
import dev.changeover.projection.action.EffectTruth.InProgress;
import dev.changeover.projection.action.EffectTruth.NeverHappened;
import dev.changeover.projection.action.EffectTruth.NotTried;
import dev.changeover.projection.action.EffectTruth.Undone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Joins the tries at an effect, the look-ups and the compensations. What happened outweighs doubt,
 * doubt outweighs denial; a denial counts only where no call can have been under way.
 */
final class EffectTruths {
  private static final Set<EffectOutcome> SOMETHING = EnumSet.of(CONFIRMED, PARTIAL);
  private static final Set<EffectOutcome> NOTHING = EnumSet.of(NO_EFFECT, NOT_ATTEMPTED);

  private final Effect effect;
  private final Duration inFlightBound;
  private final Optional<Recorded<?>> undone;
  private final List<Word> words = new ArrayList<>();

  /**
   * @param undone the end of the last successful compensation of the step
   * @param inFlightBound how long after a try's end its call may still take effect
   */
  private EffectTruths(Effect effect, Duration inFlightBound, Optional<Recorded<?>> undone) {
    this.effect = effect;
    this.inFlightBound = inFlightBound;
    this.undone = undone;
  }

  static EffectTruth of(
      Effect effect,
      Function<Attempt, AttemptLife> lives,
      Duration inFlightBound,
      Optional<Recorded<?>> undone) {
    EffectTruths truths = new EffectTruths(effect, inFlightBound, undone);
    effect
        .tries()
        .forEach(each -> truths.words.add(truths.word(each, lives.apply(each.attempt()))));
    return truths.truth();
  }

  private EffectTruth truth() {
    if (words.isEmpty() && positive().isEmpty()) {
      return new NotTried();
    }
    return disputed()
        .or(this::happened)
        .or(this::inDoubt)
        .or(this::inProgress)
        .or(this::undone)
        .orElseGet(this::neverHappened);
  }

  /** What one try says, once compensations and look-ups in time have been heard. */
  private Word word(EffectTry each, AttemptLife life) {
    List<Recorded<?>> shownBy = new ArrayList<>(each.told());
    each.attempt().finished().ifPresent(shownBy::add);
    if (each.outcome().isEmpty() && !life.over()) {
      shownBy.addAll(0, each.attempt().told());
      return new Word(Optional.empty(), Instant.MAX, shownBy);
    }
    EffectOutcome outcome = each.outcome().orElse(UNKNOWN);
    if (each.outcome().isEmpty()) {
      shownBy.addAll(0, each.attempt().told());
      shownBy.addAll(life.shownBy());
    }
    boolean saidSo = SOMETHING.contains(outcome) && each.attempt().finished().isEmpty();
    Instant end =
        life.overAt()
            .filter(_ -> !saidSo || each.told().isEmpty())
            .orElseGet(() -> each.told().getLast().effectiveAt());
    return settled(new Word(Optional.of(outcome), end, shownBy));
  }

  private Word settled(Word word) {
    if (undone.isPresent() && isUndoneBy(undone.get(), word)) {
      return word.now(COMPENSATED, undone.get());
    }
    Optional<Recorded<EffectLookedUp>> last =
        denials().stream()
            .filter(each -> inTime(each, word) || tellsOfUndoing(each, word))
            .reduce((_, later) -> later);
    if (undone.isPresent() && mayBeUndoneBy(undone.get(), word)) {
      return word.now(last.isPresent() ? COMPENSATED : UNKNOWN, undone.get());
    }
    EffectOutcome outcome = word.outcome().orElseThrow();
    if (last.isEmpty() || NOTHING.contains(outcome)) {
      return word;
    }
    EffectOutcome told = last.get().event().outcome();
    return outcome == UNKNOWN || told == COMPENSATED ? word.now(told, last.get()) : word;
  }

  private boolean isUndoneBy(Recorded<?> compensation, Word word) {
    Instant settledAt =
        word.outcome().filter(UNKNOWN::equals).isPresent()
            ? word.end().plus(inFlightBound)
            : word.end();
    return word.outcome().filter(each -> !NOTHING.contains(each)).isPresent()
        && !compensation.effectiveAt().isBefore(settledAt);
  }

  /** What had happened is found undone: no call that is still under way can explain that. */
  private static boolean tellsOfUndoing(Recorded<EffectLookedUp> lookUp, Word word) {
    return lookUp.event().outcome() == COMPENSATED
        && word.says(SOMETHING)
        && !at(lookUp).isBefore(word.end().minus(ActionAt.CLOCK_SKEW));
  }

  /** Told of just before the try had ended, by clocks that may differ: either may be the last. */
  private static boolean mayBeUndoneBy(Recorded<?> compensation, Word word) {
    return word.says(SOMETHING)
        && !compensation.effectiveAt().isBefore(word.end().minus(ActionAt.CLOCK_SKEW));
  }

  /**
   * A denial in time beside proof that it happened, or beside a look-up that found it, where
   * nothing undid it.
   */
  private Optional<EffectTruth> disputed() {
    Optional<Word> proof = words.stream().filter(each -> each.says(SOMETHING)).findFirst();
    for (Recorded<EffectLookedUp> denial : denials()) {
      if (denial.event().outcome() == COMPENSATED) {
        continue;
      }
      if (proof.isPresent() && inTime(denial, proof.get())) {
        return Optional.of(new Disputed(proof.get().shownBy().getFirst(), denial));
      }
      Optional<Recorded<EffectLookedUp>> finding =
          positive().stream().filter(each -> at(each).isBefore(at(denial))).findFirst();
      if (finding.isPresent()) {
        return Optional.of(new Disputed(finding.get(), denial));
      }
    }
    return Optional.empty();
  }

  private Optional<EffectTruth> happened() {
    List<Recorded<?>> shownBy = new ArrayList<>();
    words.stream()
        .filter(each -> each.says(SOMETHING))
        .forEach(each -> shownBy.addAll(each.shownBy()));
    shownBy.addAll(positive());
    boolean whole =
        words.stream().anyMatch(each -> each.says(EnumSet.of(CONFIRMED)))
            || positive().stream().anyMatch(each -> each.event().outcome() == CONFIRMED);
    return shownBy.isEmpty() ? Optional.empty() : Optional.of(new Happened(!whole, shownBy));
  }

  private Optional<EffectTruth> inDoubt() {
    List<Word> doubts = words.stream().filter(each -> each.says(EnumSet.of(UNKNOWN))).toList();
    if (doubts.isEmpty()) {
      return Optional.empty();
    }
    Instant from =
        doubts.stream()
            .map(each -> each.end().plus(inFlightBound))
            .max(Instant::compareTo)
            .orElseThrow();
    Optional<Recorded<EffectLookedUp>> tooEarly =
        denials().stream().filter(each -> at(each).isBefore(from)).reduce((_, later) -> later);
    return Optional.of(
        new InDoubt(
            from, tooEarly, doubts.stream().flatMap(each -> each.shownBy().stream()).toList()));
  }

  private Optional<EffectTruth> inProgress() {
    List<Recorded<?>> open =
        words.stream()
            .filter(each -> each.outcome().isEmpty())
            .<Recorded<?>>flatMap(each -> each.shownBy().stream())
            .toList();
    return words.stream().anyMatch(each -> each.outcome().isEmpty())
        ? Optional.of(new InProgress(open))
        : Optional.empty();
  }

  private Optional<EffectTruth> undone() {
    List<Recorded<?>> shownBy =
        words.stream()
            .filter(each -> each.says(EnumSet.of(COMPENSATED)))
            .<Recorded<?>>flatMap(each -> each.shownBy().stream())
            .toList();
    return shownBy.isEmpty() ? Optional.empty() : Optional.of(new Undone(shownBy));
  }

  private EffectTruth neverHappened() {
    List<Recorded<?>> shownBy =
        words.stream().<Recorded<?>>flatMap(each -> each.shownBy().stream()).toList();
    Optional<Recorded<EffectLookedUp>> lookedUp =
        denials().stream().filter(shownBy::contains).reduce((_, later) -> later);
    return new NeverHappened(lookedUp, shownBy);
  }

  /** Look-ups that found it, and that no compensation came after. */
  private List<Recorded<EffectLookedUp>> positive() {
    return effect.lookUps().stream()
        .filter(each -> SOMETHING.contains(each.event().outcome()))
        .filter(each -> undone.isEmpty() || undone.get().effectiveAt().isBefore(at(each)))
        .filter(
            each ->
                effect.lookUps().stream()
                    .noneMatch(
                        later ->
                            later.event().outcome() == COMPENSATED && at(later).isAfter(at(each))))
        .toList();
  }

  /** Look-ups that say that nothing is there. A name that two effects share proves neither. */
  private List<Recorded<EffectLookedUp>> denials() {
    return effect.nameIsShared()
        ? List.of()
        : effect.lookUps().stream()
            .filter(
                each ->
                    NOTHING.contains(each.event().outcome())
                        || each.event().outcome() == COMPENSATED)
            .sorted(Comparator.comparing(EffectTruths::at).thenComparing(Recorded.BY_TIME))
            .toList();
  }

  private boolean inTime(Recorded<EffectLookedUp> lookUp, Word word) {
    return !at(lookUp).isBefore(word.end().plus(inFlightBound));
  }

  /** When the callee was asked; never later than the word of it. */
  static Instant at(Recorded<EffectLookedUp> lookUp) {
    Instant claimed = lookUp.event().at();
    return claimed == null || claimed.isAfter(lookUp.effectiveAt())
        ? lookUp.effectiveAt()
        : claimed;
  }

  /** What one try says of the effect; no outcome: it has not ended. */
  private record Word(Optional<EffectOutcome> outcome, Instant end, List<Recorded<?>> shownBy) {
    boolean says(Set<EffectOutcome> outcomes) {
      return outcome.filter(outcomes::contains).isPresent();
    }

    Word now(EffectOutcome settled, Recorded<?> by) {
      List<Recorded<?>> more = new ArrayList<>(shownBy);
      more.add(by);
      return new Word(Optional.of(settled), end, more);
    }
  }
}
