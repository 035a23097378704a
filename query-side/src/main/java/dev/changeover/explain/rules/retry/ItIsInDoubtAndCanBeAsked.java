package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.projection.action.EffectTruth;
import java.util.Optional;

/**
 * A timeout, a reset or a worker that died after sending, where the callee can say what became of
 * it.
 */
public record ItIsInDoubtAndCanBeAsked() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-07");
  }

  @Override
  public String title() {
    return "The outcome is in doubt, and the callee can be asked";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (subject.truth() instanceof EffectTruth.NeverHappened never
        && never.lookedUp().isPresent()
        && !subject.mayBeRememberedAsDone()) {
      return supports(
          subject,
          "%s was asked after no call could be under way any more: %s did not happen."
              .formatted(subject.callee(), subject.effect().name()),
          subject.evidence());
    }
    if (!subject.effect().queryable()) {
      return Optional.empty();
    }
    return subject.openDoubt().flatMap(doubt -> ask(subject, doubt));
  }

  private Optional<Finding> ask(EffectToRepeat subject, EffectTruth.InDoubt doubt) {
    String effect = subject.effect().name();
    String tooEarly =
        doubt
            .tooEarly()
            .map(
                _ ->
                    " The look-up so far was too early: a call could still be under way until %s."
                        .formatted(subject.say(doubt.lookUpCountsFrom())))
            .orElse("");
    return requires(
        subject,
        "%s may or may not have happened, and %s can be asked.%s"
            .formatted(effect, subject.callee(), tooEarly),
        subject.evidenceWithKey(),
        new Remedy(
            Remedy.Kind.LOOKUP,
            "Ask %s for %s%s. If it is absent, retry from step `%s`."
                .formatted(
                    subject.callee(), what(subject), when(subject, doubt), subject.step().name()),
            "effect.lookedup with outcome NO_EFFECT for %s, taken at %s or later"
                .formatted(effect, doubt.lookUpCountsFrom())));
  }

  /** No callee can be asked by a digest: it tells people which of their keys it was. */
  private static String what(EffectToRepeat subject) {
    return "%s of %s%s"
        .formatted(
            subject.effect().name(),
            subject.action(),
            subject.spokenKey().map(key -> " (" + key + lifetime(subject) + ")").orElse(""));
  }

  private static String lifetime(EffectToRepeat subject) {
    return subject.keyEnd().map(end -> ", valid until " + subject.say(end)).orElse("");
  }

  /** A denial counts only once no call can be under way. */
  private static String when(EffectToRepeat subject, EffectTruth.InDoubt doubt) {
    return doubt.lookUpCountsFrom().isAfter(subject.asked())
        ? ", at " + subject.say(doubt.lookUpCountsFrom()) + " or later"
        : "";
  }
}
