package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.projection.action.EffectTruth;
import java.util.Optional;

/** What is skipped cannot happen twice. */
public record TheEffectIsBehindTheRetry() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-31");
  }

  @Override
  public String title() {
    return "The step is done, its record is kept, and the retry starts after it";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    boolean done =
        !(subject.truth() instanceof EffectTruth.Disputed
            || subject.truth() instanceof EffectTruth.Undone
            || subject.ofStep().undoneSince());
    return subject.skipped() && done
        ? supports(
            subject,
            "%s is done and recorded; the retry starts after step %s and skips it."
                .formatted(subject.effect().name(), subject.step().name()),
            subject.cite().facts(subject.step().attempts().getLast().told()))
        : Optional.empty();
  }
}
