package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.Optional;

/** A step without effects of its own that the retry skips. */
public record TheStepIsBehindTheRetry() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-31");
  }

  @Override
  public String title() {
    return "The step is done, its record is kept, and the retry starts after it";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return subject.skipped() && subject.mustBeProved() && !subject.undoneSince()
        ? supports(
            subject,
            "Step %s succeeded and is recorded; the retry starts after it."
                .formatted(subject.step().name()),
            subject.cite().facts(subject.step().attempts().getLast().told()))
        : Optional.empty();
  }
}
