package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.EffectDeclaration;
import dev.changeover.event.ActionEvent.EffectLookedUp;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.ActionEvent.StepDeclaration;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Derives the effects of a step: those that its tries told of, those that are declared, and, where
 * it does more than read and neither names one, one named after the step.
 */
final class EffectReading {
  private final Step step;
  private final List<Recorded<EffectRecorded>> told;
  private final List<Recorded<EffectLookedUp>> lookUps;

  private EffectReading(
      Step step, List<Recorded<EffectRecorded>> told, List<Recorded<EffectLookedUp>> lookUps) {
    this.step = step;
    this.told = told;
    this.lookUps = lookUps;
  }

  static List<Effect> read(
      Step step, List<Recorded<OfAction>> ofStep, List<Recorded<OfAction>> ofAction) {
    return new EffectReading(
            step,
            ActionReading.of(EffectRecorded.class, ofStep).toList(),
            ActionReading.of(EffectLookedUp.class, ofAction).toList())
        .effects();
  }

  private List<Effect> effects() {
    Set<String> names = new LinkedHashSet<>();
    declarations().forEach(each -> names.add(each.name()));
    told.forEach(each -> names.add(each.event().effect()));
    if (names.isEmpty() && step.attempted() && !(step.stepClass() instanceof StepClass.ReadOnly)) {
      names.add(step.name());
    }
    boolean alone = names.size() == 1;
    return names.stream().map(name -> effect(name, alone)).toList();
  }

  private Effect effect(String name, boolean alone) {
    List<Recorded<EffectRecorded>> mine =
        told.stream().filter(each -> each.event().effect().equals(name)).toList();
    return new Effect(
        step.name(),
        name,
        target(name, mine),
        step.attempts().stream().map(attempt -> tryOf(attempt, mine, alone)).toList(),
        mine,
        lookUps.stream().filter(each -> each.event().effect().equals(name)).toList(),
        keyTtl(mine),
        queryable(mine),
        false);
  }

  private EffectTry tryOf(Attempt attempt, List<Recorded<EffectRecorded>> mine, boolean alone) {
    List<Recorded<EffectRecorded>> words =
        mine.stream().filter(each -> speaksOf(each, attempt)).toList();
    return new EffectTry(attempt, words, EffectOutcomes.of(attempt, words, alone));
  }

  /**
   * Where one number stands for several tries, and they overlap or clocks leave open which of them
   * a word is of, nobody knows whose word it is: that something happened, or may have, is held
   * against each of them, and that nothing did clears none.
   */
  private boolean speaksOf(Recorded<EffectRecorded> word, Attempt attempt) {
    List<Attempt> sameNumber =
        step.attempts().stream().filter(each -> each.number() == word.event().attempt()).toList();
    if (sameNumber.size() == 1) {
      return sameNumber.contains(attempt);
    }
    List<Attempt> possible =
        sameNumber.stream()
            .filter(each -> !begunOnlyAfter(each, word))
            .filter(each -> sameNumber.stream().noneMatch(later -> isFollowed(each, later, word)))
            .toList();
    List<Attempt> owners = possible.isEmpty() ? sameNumber : possible;
    return owners.contains(attempt)
        && (owners.size() == 1 || mayHaveHappened(word.event().outcome()));
  }

  private static boolean begunOnlyAfter(Attempt attempt, Recorded<?> word) {
    return attempt.started().filter(start -> OrderOfWords.surelyBefore(word, start)).isPresent();
  }

  /** It ended before another one began, and that one had begun when the word was said. */
  private static boolean isFollowed(Attempt attempt, Attempt later, Recorded<?> word) {
    return later
        .started()
        .filter(start -> OrderOfWords.surelyBefore(start, word))
        .filter(
            start ->
                attempt.finished().filter(end -> OrderOfWords.surelyBefore(end, start)).isPresent())
        .isPresent();
  }

  private static boolean mayHaveHappened(EffectOutcome outcome) {
    return switch (outcome) {
      case CONFIRMED, UNKNOWN, PARTIAL -> true;
      case NOT_ATTEMPTED, NO_EFFECT, COMPENSATED -> false;
    };
  }

  private List<EffectDeclaration> declarations() {
    return step.declared().map(StepDeclaration::effects).orElse(List.of());
  }

  private Optional<String> target(String name, List<Recorded<EffectRecorded>> mine) {
    return Stream.concat(
            mine.stream().map(each -> each.event().target()),
            declarations().stream()
                .filter(each -> each.name().equals(name))
                .map(EffectDeclaration::target))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The shortest of all that was told and declared: the callee may go by any of them. */
  private Optional<Duration> keyTtl(List<Recorded<EffectRecorded>> mine) {
    Optional<Duration> fromClass =
        step.stepClass() instanceof StepClass.Keyed(Optional<Duration> ttl)
            ? ttl
            : Optional.empty();
    return Stream.of(
            mine.stream().map(each -> each.event().keyTtl()),
            step.declared().stream().map(StepDeclaration::keyTtl),
            fromClass.stream())
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .min(Duration::compareTo);
  }

  /** The last word of a try counts; the declaration speaks where no try told. */
  private boolean queryable(List<Recorded<EffectRecorded>> mine) {
    boolean fromClass =
        step.stepClass() instanceof StepClass.ExternalNonIdempotent(boolean yes) && yes;
    return mine.stream()
        .map(each -> each.event().queryable())
        .filter(Objects::nonNull)
        .reduce((_, later) -> later)
        .or(() -> step.declared().flatMap(each -> Optional.ofNullable(each.queryable())))
        .orElse(fromClass);
  }
}
