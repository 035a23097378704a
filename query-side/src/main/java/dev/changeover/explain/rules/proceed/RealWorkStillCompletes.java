package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.CompletionHealth.Standing;
import dev.changeover.explain.proceed.KeyAction;
import dev.changeover.explain.proceed.KeyAction.Exposure;
import java.util.Locale;
import java.util.Optional;

/** A container that is up says nothing of whether work still moves from request to completion. */
public record RealWorkStillCompletes() implements SigningRule<KeyAction> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-01");
  }

  @Override
  public String title() {
    return "Key actions must complete on the new version as they did before";
  }

  @Override
  public Class<KeyAction> judges() {
    return KeyAction.class;
  }

  @Override
  public Optional<Finding> judge(KeyAction subject) {
    if (subject.exposure() == Exposure.NOTHING_CHANGED) {
      return supports(
          subject,
          "No step has been taken yet, so nothing new has met any %s.".formatted(subject.type()),
          subject.facts());
    }
    return subject
        .health()
        .filter(each -> each.standing() == Standing.GOOD)
        .flatMap(
            each ->
                supports(
                    subject,
                    "%s: %s of %d completed, against %s of %d before. A drop of %s points would have been seen with a chance of %s."
                        .formatted(
                            each.label(),
                            percent(each.current().rate()),
                            each.current().judged(),
                            percent(each.baseline().rate()),
                            each.baseline().judged(),
                            String.format(Locale.ROOT, "%.0f", each.dropPoints()),
                            percent(each.power())),
                    each.facts()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
