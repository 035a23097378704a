package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import java.util.Optional;

/** Same key, other payload: the callee rejects it, or answers for something else. */
public record ThePayloadWouldDiffer() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-04");
  }

  @Override
  public String title() {
    return "The retry may send another payload under the same key";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.dependsOnKey()) {
      return Optional.empty();
    }
    return switch (subject.key()) {
      case KeyStanding.PayloadsDiffered key ->
          blocked(
              subject,
              "The tries sent %d different payloads under the %s; %s would reject the retry or answer for another one."
                  .formatted(
                      key.payloadHashes().size(),
                      KeyStanding.spoken(key.keyHash()),
                      subject.callee()),
              "Reconcile "
                  + subject.effect().name()
                  + " with "
                  + subject.callee()
                  + ", then use a new key.");
      case KeyStanding.PayloadUnproved key ->
          blocked(
              subject,
              "%s %s may run the retry and is not known to send the payload that %s %s sent under the %s."
                  .formatted(
                      key.component(),
                      String.join(", ", key.versions()),
                      key.component(),
                      key.proven(),
                      KeyStanding.spoken(key.keyHash())),
              "Retry on %s %s, or reconcile %s with %s and use a new key."
                  .formatted(
                      key.component(), key.proven(), subject.effect().name(), subject.callee()));
      case KeyStanding.None _,
          KeyStanding.Live _,
          KeyStanding.Forgotten _,
          KeyStanding.PerAttempt _,
          KeyStanding.VersionsUnknown _ ->
          Optional.empty();
    };
  }

  private Optional<Finding> blocked(EffectToRepeat subject, String message, String cure) {
    return blocks(
        subject,
        message,
        subject.evidenceWithKey(),
        new Remedy(
            Remedy.Kind.RECONCILE,
            cure,
            "an effect.recorded of "
                + subject.effect().name()
                + " from the retrying version with the same payloadHash"));
  }
}
