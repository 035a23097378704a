package dev.changeover.explain.rules.retry;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.List;
import java.util.Optional;

/** A completed or cancelled action is not retried. */
public record ThereIsNothingToRetry() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-32");
  }

  @Override
  public String title() {
    return "The action has come to its end";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    return subject
        .facts()
        .action()
        .finished()
        .filter(end -> ended(end.event().outcome()))
        .flatMap(
            end ->
                blocks(
                    subject,
                    "%s %s at %s; there is nothing to retry."
                        .formatted(
                            subject.action(),
                            end.event().outcome() == ActionOutcome.COMPLETED
                                ? "completed"
                                : "was cancelled",
                            subject.say(end.effectiveAt())),
                    subject.cite().facts(List.of(end)),
                    new Remedy(
                        Remedy.Kind.IMPOSSIBLE,
                        "Start a new action if it is wanted once more.",
                        "action.accepted under another id")));
  }

  private static boolean ended(ActionOutcome outcome) {
    return outcome == ActionOutcome.COMPLETED || outcome == ActionOutcome.CANCELLED;
  }
}
