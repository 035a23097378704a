package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import java.util.Optional;

/** A key that outlived the callee's memory, or will before the retry can be over. */
public record TheCalleeHasForgottenTheKey() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-03");
  }

  @Override
  public String title() {
    return "The key is past its lifetime, so the callee would act again";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.dependsOnKey() || !(subject.key() instanceof KeyStanding.Forgotten key)) {
      return Optional.empty();
    }
    boolean gone = !subject.asked().isBefore(key.at());
    return blocks(
        subject,
        "%s %s the %s at %s: it would do %s again."
            .formatted(
                subject.callee(),
                gone ? "forgot" : "forgets",
                KeyStanding.spoken(key.keyHash()),
                subject.say(key.at()),
                subject.effect().name()),
        subject.evidenceWithKey(),
        new Remedy(
            Remedy.Kind.RECONCILE,
            "Ask %s what became of %s; if it did not happen, retry with a new key."
                .formatted(subject.callee(), subject.effect().name()),
            "effect.lookedup with outcome NO_EFFECT for " + subject.effect().name()));
  }
}
