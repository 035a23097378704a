package dev.changeover.explain.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTruth;
import dev.changeover.projection.action.EffectTruth.Happened;
import dev.changeover.projection.action.EffectTruth.InDoubt;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An effect of a step that was tried and that is of a class that has effects.
 *
 * @param repeated whether the retry would run its step again
 * @param truth what is known of it
 * @param key whether a key makes repeating it harmless
 * @param inbox whether the consumer's inbox does
 * @param pivot the go or no-go that the retry is past, and after which it only finishes; empty: it
 *     is not
 */
public record EffectToRepeat(
    RetryFacts facts,
    Step step,
    Effect effect,
    boolean repeated,
    EffectTruth truth,
    KeyStanding key,
    InboxStanding inbox,
    Optional<Step> pivot)
    implements RetrySubject {

  static EffectToRepeat of(RetryFacts facts, Step step, Effect effect, Resumption resumption) {
    return new EffectToRepeat(
        facts,
        step,
        effect,
        resumption.repeats(step),
        facts.at().truthOf(effect),
        keyWhere(resumption.repeats(step), facts, step, effect),
        new InboxReading(facts, step, effect).read(),
        ForwardOnly.pivot(facts, resumption));
  }

  private static KeyStanding keyWhere(
      boolean repeated, RetryFacts facts, Step step, Effect effect) {
    return repeated
        ? new KeyReading(facts, step, effect).read()
        : new KeyStanding.None("the retry would skip it");
  }

  @Override
  public String name() {
    return effect.subject();
  }

  /** While a try at it may still run, that try is what is judged, with its step. */
  @Override
  public boolean mustBeProved() {
    return skipped() || !(truth instanceof EffectTruth.InProgress);
  }

  /** Its step succeeded, or it happened for itself, and the retry starts after that. */
  public boolean skipped() {
    return !repeated
        && (step.succeeded() || (truth instanceof Happened(boolean inPart, _) && !inPart));
  }

  /** The step that it is an effect of, as a subject. */
  public StepToRepeat ofStep() {
    return new StepToRepeat(facts, step, repeated, List.of());
  }

  /** Its doubt, where it is in doubt and not skipped. */
  public Optional<InDoubt> doubt() {
    return truth instanceof InDoubt doubt && !skipped() ? Optional.of(doubt) : Optional.empty();
  }

  /** It happened, in whole or in part, and the retry would do it again. */
  public boolean wouldHappenAgain() {
    return truth instanceof Happened && !skipped();
  }

  /**
   * The callee does not know it, and it may have been done and undone before that: then its key, or
   * its message, may be remembered with a result that is no longer true.
   */
  public boolean mayBeRememberedAsDone() {
    return truth instanceof EffectTruth.NeverHappened never
        && never.lookedUp().isPresent()
        && mayRemember()
        && KeyReading.wasUndone(facts, step, effect);
  }

  /** Whether whoever does it recognises it by its message. */
  public boolean byMessage() {
    return step.stepClass() instanceof StepClass.InboxDeduped;
  }

  /** Somebody remembers what it did; of a step of no told class somebody may. */
  private boolean mayRemember() {
    boolean untold =
        step.stepClass() instanceof StepClass.ExternalNonIdempotent && !step.classIsTold();
    return byMessage()
        || step.stepClass() instanceof StepClass.Keyed
        || effect.keyTtl().isPresent()
        || untold;
  }

  /** A key makes repeating it harmless; it does nothing for an effect that is not repeated. */
  public boolean replayed() {
    return repeated && key instanceof KeyStanding.Live;
  }

  /** Something is lost if nothing makes the repetition harmless. */
  public boolean atStake() {
    return doubt().isPresent() || wouldHappenAgain();
  }

  /** It may have happened, and its step is repeated until it succeeds, past the pivot. */
  public boolean finishesForward() {
    return repeated
        && doubt().isPresent()
        && pivot.isPresent()
        && !KeyReading.wasUndone(facts, step, effect)
        && step.stepClass() instanceof StepClass.Retriable;
  }

  /**
   * The consumer drops what it has taken before. Of what happened in part it would drop the rest.
   */
  public boolean isDropped() {
    boolean inPart = truth instanceof Happened(boolean part, _) && part;
    return repeated && inbox instanceof InboxStanding.Remembers && !inPart;
  }

  /** Something is lost if its key does not make the repetition harmless. */
  public boolean dependsOnKey() {
    return atStake() && !isDropped() && !finishesForward();
  }

  /** Something is lost if the inbox does not make the repetition harmless. */
  public boolean dependsOnInbox() {
    return atStake() && !replayed() && !finishesForward();
  }

  /** Its doubt, where nothing is known to make repeating it harmless. */
  public Optional<InDoubt> openDoubt() {
    return doubt().filter(_ -> dependsOnKey() && !replayed());
  }

  /** Why nothing protects it, as a clause; empty: a finding of its own says so. */
  public Optional<String> unprotected() {
    if (step.stepClass() instanceof StepClass.InboxDeduped) {
      return switch (inbox) {
        case InboxStanding.None none -> Optional.of(none.why());
        case InboxStanding.IdChanged _ -> Optional.of("its message came under different ids");
        case InboxStanding.Forgotten _ -> Optional.of("the inbox no longer remembers its message");
        case InboxStanding.Remembers _ -> Optional.empty();
      };
    }
    return key instanceof KeyStanding.None(String why) ? Optional.of(why) : Optional.empty();
  }

  /** Whom the effect is on, as people say it. */
  public String callee() {
    return effect.target().orElse("the callee of " + effect.name());
  }

  /** The key that was sent, by its digest, where one was told. */
  public Optional<String> spokenKey() {
    return effect.tries().stream()
        .flatMap(each -> each.keyHash().stream())
        .findFirst()
        .map(KeyStanding::spoken);
  }

  /** Until when the callee remembers the key, where that is told and not past. */
  public Optional<Instant> keyEnd() {
    return effect
        .keyTtl()
        .flatMap(ttl -> new KeyReading(facts, step, effect).firstUse().map(use -> use.plus(ttl)))
        .filter(end -> end.isAfter(asked()));
  }

  public List<CitedFact> evidence() {
    return cite().facts(truth.shownBy());
  }

  /** The evidence of the outcome, and what was told of the key. */
  public List<CitedFact> evidenceWithKey() {
    return cite()
        .facts(
            Stream.<Recorded<?>>concat(truth.shownBy().stream(), KeyReading.told(effect).stream())
                .toList());
  }

  /** The evidence of the outcome, and the messages that the step took. */
  public List<CitedFact> evidenceWithMessages() {
    return cite()
        .facts(
            Stream.<Recorded<?>>concat(
                    truth.shownBy().stream(), InboxReading.told(facts, step).stream())
                .toList());
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "outcome of " + effect.name(),
        name(),
        "Record the outcome of " + effect.name() + " with effect.recorded.",
        MissingFact.Kind.LOOKUP);
  }
}
