package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.CompletionHealth;
import dev.changeover.explain.proceed.KeyAction;
import dev.changeover.explain.proceed.KeyAction.Exposure;
import java.util.List;
import java.util.Optional;

/** Silence is not health: a missing count is no good count. */
public record ARequiredMetricIsMissing() implements SigningRule<KeyAction> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-03");
  }

  @Override
  public String title() {
    return "What must be measured must be there";
  }

  @Override
  public Class<KeyAction> judges() {
    return KeyAction.class;
  }

  @Override
  public Optional<Finding> judge(KeyAction subject) {
    Optional<String> missing = missing(subject);
    return missing.flatMap(
        message ->
            subject.mustHaveData()
                ? blocks(
                    subject,
                    message + " The policy does not allow to go on without.",
                    facts(subject),
                    new Remedy(
                        Remedy.Kind.OBSERVE,
                        "Restore what tells how %s ends.".formatted(subject.type()),
                        "both counts are there"))
                : undetermined(subject, message, facts(subject), unmeasured(subject)));
  }

  private static MissingFact unmeasured(KeyAction subject) {
    Optional<String> before =
        subject
            .health()
            .filter(each -> each.standing() == CompletionHealth.Standing.NO_BASELINE)
            .map(CompletionHealth::labelBefore);
    return new MissingFact(
        before.map("completion of "::concat).orElse(subject.name()),
        subject.name(),
        "Send action.finished, or spans that a mapping names, of %s with the versions they ran on."
            .formatted(before.map(each -> "earlier " + each).orElse(subject.type())),
        MissingFact.Kind.HEARTBEAT);
  }

  private static Optional<String> missing(KeyAction subject) {
    if (subject.exposure() == Exposure.NOT_TOLD) {
      return Optional.of(
          "No %s tells of having run on anything that the release has changed."
              .formatted(subject.type()));
    }
    return subject
        .health()
        .flatMap(
            each ->
                switch (each.standing()) {
                  case NO_BASELINE ->
                      Optional.of(
                          "How %s ended before the release is not known, so %s has nothing to be compared with."
                              .formatted(subject.type(), each.label()));
                  case STALE -> Optional.of("No %s has been seen lately.".formatted(each.label()));
                  case TOO_FEW, WORSE, INCONCLUSIVE, GOOD -> Optional.empty();
                });
  }

  private static List<CitedFact> facts(KeyAction subject) {
    return subject.health().map(CompletionHealth::facts).orElse(subject.facts());
  }
}
