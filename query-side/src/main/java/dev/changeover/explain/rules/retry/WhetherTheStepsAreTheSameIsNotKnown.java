package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepGraphStanding;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.Optional;

/** A graph that was told once wants to be compared. */
public record WhetherTheStepsAreTheSameIsNotKnown() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "It is not known whether the versions that would resume have the same graph of the steps";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return subject.graph() instanceof StepGraphStanding.NotKnown unknown
        ? undetermined(
            subject,
            "Step %s may be resumed after only by a version with the same step graph, but %s is not known."
                .formatted(subject.step().name(), unknown.missing().name()),
            subject.cite().facts(subject.step().attempts().getLast().told()),
            unknown.missing())
        : Optional.empty();
  }
}
