package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.CompletionHealth;
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
        .flatMap(each -> judge(subject, each));
  }

  private Optional<Finding> judge(KeyAction subject, CompletionHealth health) {
    String why = why(health);
    return undetermined(
        subject,
        "%s: %d of %d completed, against %d of %d before. %s."
            .formatted(
                health.label(),
                health.current().completed(),
                health.current().judged(),
                health.baseline().completed(),
                health.baseline().judged(),
                why),
        health.facts(),
        new MissingFact(
            "a clear comparison of " + health.label(),
            subject.name(),
            "Wait for more ended actions, or let somebody look at those that failed.",
            MissingFact.Kind.SYNTHETIC_FLOW));
  }

  private static String why(CompletionHealth health) {
    if (health.belowMargin()) {
      return "That is fewer, and may be chance (p = %s)"
          .formatted(String.format(Locale.ROOT, "%.2f", health.pValue()));
    }
    if (health.untoldBefore()) {
      return "Of those before, %d never told an end, so whether that is as good is not known"
          .formatted(health.baseline().stuck());
    }
    return health.moreAreCancelled()
        ? "Beside them %d were called off, against %d before: whether they would have completed is not known"
            .formatted(health.current().cancelled(), health.baseline().cancelled())
        : String.format(
            Locale.ROOT,
            "That is no fewer, but so few would show a drop of %.0f points with a chance of %.0f %% only",
            health.dropPoints(),
            health.power() * 100);
  }
}
