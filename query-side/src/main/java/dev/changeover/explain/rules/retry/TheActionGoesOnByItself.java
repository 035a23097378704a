package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.Optional;

/** Its last step ended a moment ago and nothing has failed: the next one will follow. */
public record TheActionGoesOnByItself() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-09");
  }

  @Override
  public String title() {
    return "The action moves on by itself";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    if (!subject.goesOnByItself()) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%s moved on at %s and nothing of it has failed; it is still under way."
            .formatted(subject.action(), subject.say(subject.state().since())),
        subject.cite().facts(subject.state().because()),
        new Remedy(
            Remedy.Kind.WAIT,
            "Wait for %s to end or to stall.".formatted(subject.action()),
            "action.finished for " + subject.action()));
  }
}
