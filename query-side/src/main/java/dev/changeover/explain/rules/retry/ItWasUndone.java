package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.projection.action.ActionState;
import java.util.Optional;

/** What was undone is started anew, under another name. */
public record ItWasUndone() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-24");
  }

  @Override
  public String title() {
    return "The action was undone as a whole";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    return subject.is(ActionState.COMPENSATED)
        ? requires(
            subject,
            "%s was undone at %s; doing it again is a new action."
                .formatted(subject.action(), subject.say(subject.state().since())),
            subject.cite().facts(subject.state().because()),
            new Remedy(
                Remedy.Kind.CONFIGURE,
                "Start it as a new action, with a new id and new idempotency keys.",
                "action.accepted under another id"))
        : Optional.empty();
  }
}
