package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import java.util.Optional;

/**
 * The same key with the same payload, within its lifetime, from every version that may run the
 * retry.
 */
public record TheCalleeStillRemembersTheKey() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-02");
  }

  @Override
  public String title() {
    return "The callee remembers the key and will replay its saved result";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.repeated()
        || !subject.atStake()
        || !(subject.key() instanceof KeyStanding.Live key)) {
      return Optional.empty();
    }
    return supports(
        subject,
        "%s remembers the %s until %s and replays its saved result: %s happens once."
            .formatted(
                subject.callee(),
                KeyStanding.spoken(key.keyHash()),
                subject.say(key.until()),
                subject.effect().name()),
        subject.evidenceWithKey());
  }
}
