package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.CompletionHealth.Standing;
import dev.changeover.explain.proceed.KeyAction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests that are answered with 202 and never done look healthy from outside. */
public record WorkIsAcceptedAndNotCompleted() implements SigningRule<KeyAction> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-05");
  }

  @Override
  public String title() {
    return "Accepted work must be completed";
  }

  @Override
  public Class<KeyAction> judges() {
    return KeyAction.class;
  }

  @Override
  public Optional<Finding> judge(KeyAction subject) {
    return subject
        .health()
        .filter(each -> each.standing() == Standing.WORSE)
        .flatMap(
            each ->
                blocks(
                    subject,
                    "%s: only %d of %d completed (%d failed, %d stuck), against %d of %d before; that is not by chance (p = %s)."
                        .formatted(
                            each.label(),
                            each.current().completed(),
                            each.current().judged(),
                            each.current().failed(),
                            each.current().stuck(),
                            each.baseline().completed(),
                            each.baseline().judged(),
                            String.format(Locale.ROOT, "%.2g", each.pValue())),
                    each.facts(),
                    new Remedy(
                        Remedy.Kind.REPAIR,
                        "Find out why %s does not complete, or roll back.".formatted(each.label()),
                        "as many complete as before"),
                    new Harm(
                        Harm.Kind.ACTION,
                        each.current().failed() + each.current().stuck(),
                        List.of())));
  }
}
