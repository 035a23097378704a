package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import java.util.Optional;
import java.util.stream.Collectors;

/** A key made anew for each try looks like protection and is none. */
public record EachAttemptSentItsOwnKey() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-05");
  }

  @Override
  public String title() {
    return "The key differs from try to try, so it protects nothing";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.dependsOnKey() || !(subject.key() instanceof KeyStanding.PerAttempt key)) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%d tries at %s sent %d different keys (SHA-256 %s): the key is made anew for each try and protects nothing."
            .formatted(
                key.attempts().size(),
                subject.effect().name(),
                key.keyHashes().size(),
                key.keyHashes().stream().map(KeyStanding::brief).collect(Collectors.joining(", "))),
        subject.evidenceWithKey(),
        new Remedy(
            Remedy.Kind.RECONCILE,
            "Reconcile %s with %s by each of the keys, and derive the key from the action from now on."
                .formatted(subject.effect().name(), subject.callee()),
            "effect.lookedup for " + subject.effect().name() + ", and one keyHash over all tries"));
  }
}
