package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.Optional;

/** Whether the engine has given up is not known. */
public record AnAutomaticRetryIsOverdue() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "An automatic retry is overdue and may still come";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    if (subject.skipped()) {
      return Optional.empty();
    }
    return subject
        .toBeRetried()
        .filter(subject::overdue)
        .flatMap(
            attempt ->
                undetermined(
                    subject,
                    "Step %s was to be retried automatically at %s, and nobody has told of it."
                        .formatted(
                            attempt.step(), subject.say(attempt.nextRetryAt().orElseThrow())),
                    subject.cite().facts(attempt.told()),
                    new MissingFact(
                        "whether the automatic retry of step "
                            + attempt.step()
                            + " will still come",
                        subject.name(),
                        "Look in the engine whether the retry is still scheduled, and cancel it.",
                        MissingFact.Kind.LOOKUP)));
  }
}
