package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.CompletionHealth.Standing;
import dev.changeover.explain.proceed.KeyAction;
import java.util.Locale;
import java.util.Optional;

/** Where the figures do not decide, somebody has to. */
public record TheComparisonIsInconclusive() implements SigningRule<KeyAction> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-16");
  }

  @Override
  public String title() {
    return "A comparison that says neither yes nor no is no yes";
  }

  @Override
  public Class<KeyAction> judges() {
    return KeyAction.class;
  }

  @Override
  public Optional<Finding> judge(KeyAction subject) {

    return subject
        .health()
        .filter(each -> each.standing() == Standing.INCONCLUSIVE)
        .flatMap(
            each ->
                undetermined(
                    subject,
                    "%s: %d of %d completed, against %d of %d before. That may be chance (p = %s), and a real drop would be seen with a chance of %s only."
                        .formatted(
                            each.label(),
                            each.current().completed(),
                            each.current().judged(),
                            each.baseline().completed(),
                            each.baseline().judged(),
                            String.format(Locale.ROOT, "%.2f", each.pValue()),
                            String.format(Locale.ROOT, "%.0f %%", each.power() * 100)),
                    each.facts(),
                    new MissingFact(
                        "a clear comparison of " + each.label(),
                        subject.name(),
                        "Wait for more ended actions, or let somebody look at those that failed.",
                        MissingFact.Kind.SYNTHETIC_FLOW)));
  }
}
