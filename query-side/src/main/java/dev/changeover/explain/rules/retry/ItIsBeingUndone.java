package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import dev.changeover.projection.action.ActionState;
import java.util.Optional;

/** Between done and undone no retry is right. */
public record ItIsBeingUndone() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-23");
  }

  @Override
  public String title() {
    return "The action is being undone, or the undoing failed";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    if (!subject.is(ActionState.COMPENSATING) && subject.openUndoings().isEmpty()) {
      return Optional.empty();
    }
    return blocks(
        subject,
        subject.is(ActionState.COMPENSATING)
            ? "%s is being undone since %s, and not all of it is undone."
                .formatted(subject.action(), subject.say(subject.state().since()))
            : "Undoing %s was begun with %s and is not known to have succeeded."
                .formatted(subject.action(), subject.openUndoings().getFirst().name()),
        subject
            .cite()
            .facts(
                subject.facts().at().compensations().stream()
                    .flatMap(step -> step.attempts().stream())
                    .<Recorded<?>>flatMap(attempt -> attempt.told().stream())
                    .toList()),
        new Remedy(
            Remedy.Kind.REPAIR,
            "Finish undoing " + subject.action() + ", then start a new action with a new key.",
            "action.finished with outcome COMPENSATED"));
  }
}
