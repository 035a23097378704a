package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import java.util.Optional;

/** A live key protects only against a retry with the same payload. */
public record WhichVersionsWouldRetryIsNotKnown() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "It is not known which versions would send the retry";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    boolean canBeAskedInstead = subject.doubt().isPresent() && subject.effect().queryable();
    if (!subject.dependsOnKey()
        || canBeAskedInstead
        || !(subject.key() instanceof KeyStanding.VersionsUnknown unknown)) {
      return Optional.empty();
    }
    return undetermined(
        subject,
        "The %s would protect %s if the retry sends the same payload, but %s is not known."
            .formatted(
                KeyStanding.spoken(unknown.keyHash()),
                subject.effect().name(),
                unknown.missing().name()),
        subject.evidenceWithKey(),
        unknown.missing());
  }
}
