package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.proceed.CompletionHealth;
import dev.changeover.explain.proceed.CompletionHealth.Standing;
import dev.changeover.explain.proceed.KeyAction;
import java.util.Optional;

/** A handful of lucky actions proves nothing. */
public record TooFewActionsEnded() implements SigningRule<KeyAction> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-02");
  }

  @Override
  public String title() {
    return "A comparison needs enough ended actions";
  }

  @Override
  public Class<KeyAction> judges() {
    return KeyAction.class;
  }

  @Override
  public Optional<Finding> judge(KeyAction subject) {
    return subject
        .health()
        .filter(each -> each.standing() == Standing.TOO_FEW)
        .flatMap(each -> judge(subject, each));
  }

  private Optional<Finding> judge(KeyAction subject, CompletionHealth health) {
    long before = health.baseline().withoutStuck().judged();
    long fewest = Math.min(health.current().judged(), before);
    long more = subject.floor() - fewest;
    String wait =
        subject.untilEnough().map(each -> ", about " + SpokenTime.length(each)).orElse("");
    return undetermined(
        subject,
        "Too few to compare: of %s %d have ended, %d on what was there before, and it needs %d of each."
            .formatted(health.label(), health.current().judged(), before, subject.floor()),
        health.facts(),
        new MissingFact(
            "%d more ended actions: %s".formatted(more, health.label()),
            subject.name(),
            "Wait for %d more%s, or send synthetic ones.".formatted(more, wait),
            MissingFact.Kind.SYNTHETIC_FLOW));
  }
}
