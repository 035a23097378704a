package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.List;
import java.util.Optional;

/** What would run again cannot be told. */
public record TheStepAskedForIsNotKnown() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "The action has no step of the name asked for";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    return subject
        .unknownStep()
        .flatMap(
            step ->
                undetermined(
                    subject,
                    "%s has no step %s that was declared or seen."
                        .formatted(subject.action(), step),
                    List.of(),
                    new MissingFact(
                        "step " + step,
                        subject.name(),
                        "Ask for a step that %s has, or declare it with actiontype.declared."
                            .formatted(subject.action()),
                        MissingFact.Kind.DECLARATION)));
  }
}
