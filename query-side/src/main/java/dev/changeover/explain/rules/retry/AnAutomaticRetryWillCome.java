package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import dev.changeover.projection.action.Attempt;
import java.time.Instant;
import java.util.Optional;

/** A second retry beside the automatic one makes twins. */
public record AnAutomaticRetryWillCome() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-28");
  }

  @Override
  public String title() {
    return "An automatic retry is still to come";
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
        .filter(attempt -> !subject.overdue(attempt))
        .flatMap(attempt -> blocked(subject, attempt, attempt.nextRetryAt().orElseThrow()));
  }

  private Optional<Finding> blocked(StepToRepeat subject, Attempt attempt, Instant next) {
    boolean due = !next.isAfter(subject.asked());
    return blocks(
        subject,
        "Step %s %s retried automatically at %s; a second retry would make twins."
            .formatted(attempt.step(), due ? "was to be" : "will be", subject.say(next)),
        subject.cite().facts(attempt.told()),
        new Remedy(
            Remedy.Kind.WAIT,
            "Wait for the automatic retry of step %s, or cancel it first."
                .formatted(attempt.step()),
            "actionstep.started for the next attempt of step " + attempt.step()));
  }
}
