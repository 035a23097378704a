package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.projection.action.EffectTruth;
import java.util.Optional;

/** Validation, a refused connection, an open breaker, or a try that says so itself. */
public record NothingHappenedYet() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-11");
  }

  @Override
  public String title() {
    return "Every try provably failed before its effect";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    return subject.truth() instanceof EffectTruth.NeverHappened never && never.lookedUp().isEmpty()
        ? supports(
            subject,
            "%s never happened: every try at step %s ended before it."
                .formatted(subject.effect().name(), subject.step().name()),
            subject.evidence())
        : Optional.empty();
  }
}
