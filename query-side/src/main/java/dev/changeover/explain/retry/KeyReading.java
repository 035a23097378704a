package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.retry.KeyStanding.Forgotten;
import dev.changeover.explain.retry.KeyStanding.Live;
import dev.changeover.explain.retry.KeyStanding.None;
import dev.changeover.explain.retry.KeyStanding.PayloadUnproved;
import dev.changeover.explain.retry.KeyStanding.PayloadsDiffered;
import dev.changeover.explain.retry.KeyStanding.PerAttempt;
import dev.changeover.explain.retry.KeyStanding.VersionsUnknown;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Effect;
import dev.changeover.projection.action.EffectTry;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.action.StepClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Derives the standing of an effect's key. It protects only where everything is told: that the
 * callee is one that remembers keys, the key, its lifetime, the payload, and that every version
 * which may run the retry sends that payload.
 */
final class KeyReading {
  private final RetryFacts facts;
  private final Step step;
  private final Effect effect;

  KeyReading(RetryFacts facts, Step step, Effect effect) {
    this.facts = facts;
    this.step = step;
    this.effect = effect;
  }

  KeyStanding read() {
    List<String> keys = effect.keyHashes();
    if (keys.size() > 1) {
      return new PerAttempt(
          effect.tries().stream()
              .filter(each -> each.keyHash().isPresent())
              .map(EffectTry::attempt)
              .toList(),
          keys);
    }
    if (keys.isEmpty()) {
      return new None("no key is known");
    }
    if (!remembersKeys()) {
      return new None("the callee is not declared to remember keys");
    }
    if (effect.tries().stream().anyMatch(each -> mayHaveSent(each) && each.keyHash().isEmpty())) {
      return new None("a try did not tell its key");
    }
    if (wasUndone(facts, step, effect)) {
      return new None("the callee would answer as if what was undone were done");
    }
    return effect
        .keyTtl()
        .map(ttl -> withLifetime(keys.getFirst(), ttl))
        .orElseGet(() -> new None("how long the callee remembers the key is not told"));
  }

  /**
   * Declared KEYED; or nothing else is declared, and a lifetime was told. A callee declared
   * non-idempotent takes a key only as a name to ask by.
   */
  private boolean remembersKeys() {
    boolean declaredOtherwise =
        step.stepClass() instanceof StepClass.ExternalNonIdempotent && step.classIsTold();
    return step.stepClass() instanceof StepClass.Keyed
        || (!declaredOtherwise && effect.keyTtl().isPresent());
  }

  /** What a key stands for can have been undone since; then its saved result is no longer true. */
  static boolean wasUndone(RetryFacts facts, Step step, Effect effect) {
    return facts.at().compensationOf(step.name()).isPresent()
        || effect.lookUps().stream()
            .anyMatch(each -> each.event().outcome() == EffectOutcome.COMPENSATED)
        || effect.tries().stream()
            .flatMap(each -> each.told().stream())
            .anyMatch(each -> each.event().outcome() == EffectOutcome.COMPENSATED);
  }

  /** The earliest word of the action: a second acceptance does not make its tries younger. */
  private Optional<Instant> beganAt() {
    return facts.action().facts().stream().findFirst().map(Recorded::effectiveAt);
  }

  /** Its start was not told, and nothing of the action before its end bounds it. */
  private boolean mayHaveBegunBefore(EffectTry each) {
    Optional<Instant> began = beganAt();
    return each.keyHash().isPresent()
        && each.attempt().started().isEmpty()
        && facts.action().facts().stream()
            .filter(word -> began.filter(word.effectiveAt()::equals).isPresent())
            .allMatch(word -> isWordOf(each, word));
  }

  private static boolean isWordOf(EffectTry each, Recorded<?> word) {
    return each.told().stream().anyMatch(told -> told.id().equals(word.id()))
        || each.attempt().told().stream().anyMatch(told -> told.id().equals(word.id()));
  }

  private KeyStanding withLifetime(String key, Duration ttl) {
    Optional<Instant> firstUse = firstUse();
    if (firstUse.isEmpty() || effect.tries().stream().anyMatch(this::mayHaveBegunBefore)) {
      return new None("when the key was first used is not told");
    }
    Instant until = firstUse.get().plus(ttl);
    if (!facts.asked().instant().isBefore(until.minus(facts.policy().keyMargin()))) {
      return new Forgotten(key, until);
    }
    List<String> payloads = effect.payloadHashes();
    return payloads.size() > 1
        ? new PayloadsDiffered(key, payloads)
        : withPayload(
            key, until, payloads.isEmpty() ? Optional.empty() : Optional.of(payloads.getFirst()));
  }

  private KeyStanding withPayload(String key, Instant until, Optional<String> payload) {
    Optional<Attempt> last =
        effect.tries().stream().map(EffectTry::attempt).reduce((_, later) -> later);
    Optional<String> component = last.flatMap(Attempt::component);
    SortedSet<String> attempted = versionsOfTries(effect.tries());
    SortedSet<String> proven =
        versionsOfTries(
            effect.tries().stream().filter(each -> each.payloadHash().isPresent()).toList());
    if (component.isEmpty() || attempted.isEmpty() || someTryHidesItsVersion()) {
      return new VersionsUnknown(key, whichVersion());
    }
    RetryingVersions retrying = RetryingVersions.of(facts, component.get(), attempted);
    SortedSet<String> unproved = new TreeSet<>(retrying.versions());
    unproved.removeAll(payload.isPresent() ? proven : attempted);
    if (!unproved.isEmpty()) {
      return new PayloadUnproved(key, unproved, component.get(), String.join(", ", attempted));
    }
    if (!retrying.complete()) {
      return new VersionsUnknown(key, RetryingVersions.wanted(component.get()));
    }
    boolean everyTryToldIt =
        effect.tries().stream()
            .noneMatch(each -> mayHaveSent(each) && each.payloadHash().isEmpty());
    return everyTryToldIt ? new Live(key, until) : new None("a try did not tell its payload");
  }

  /** The earliest moment at which the callee can have seen the key; clocks may disagree. */
  Optional<Instant> firstUse() {
    return effect.tries().stream()
        .filter(each -> each.keyHash().isPresent())
        .flatMap(
            each ->
                Stream.concat(
                    each.attempt().startedAt().or(this::beganAt).stream(),
                    each.told().stream().map(Recorded::effectiveAt)))
        .min(Instant::compareTo);
  }

  /** A try of which it is not proved that it did nothing. */
  private static boolean mayHaveSent(EffectTry each) {
    return each.outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case NOT_ATTEMPTED, NO_EFFECT -> false;
                  case CONFIRMED, UNKNOWN, PARTIAL, COMPENSATED -> true;
                })
        .orElse(true);
  }

  private boolean someTryHidesItsVersion() {
    return effect.tries().stream()
        .filter(KeyReading::mayHaveSent)
        .anyMatch(each -> each.attempt().version().isEmpty());
  }

  private static SortedSet<String> versionsOfTries(List<EffectTry> tries) {
    return tries.stream()
        .flatMap(each -> each.attempt().version().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private MissingFact whichVersion() {
    return new MissingFact(
        "the version that tried " + step.name(),
        "step " + step.name(),
        "Find which component and version ran step "
            + step.name()
            + ", and send it with actionstep.started.",
        MissingFact.Kind.DECLARATION);
  }

  /** Facts that the standing was read from. */
  static List<Recorded<?>> told(Effect effect) {
    return Stream.concat(
            effect.tries().stream().flatMap(each -> each.attempt().started().stream()),
            effect.told().stream())
        .<Recorded<?>>map(each -> each)
        .toList();
  }
}
