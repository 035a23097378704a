package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.RolloutState;
import java.util.Optional;
import java.util.stream.Collectors;

/** What comes after a failed step builds on what is not there. */
public record AStepFailed() implements SigningRule<RolloutState> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-17");
  }

  @Override
  public String title() {
    return "A failed step must be retried or rolled back first";
  }

  @Override
  public Class<RolloutState> judges() {
    return RolloutState.class;
  }

  @Override
  public Optional<Finding> judge(RolloutState subject) {
    String what =
        subject.failed().stream()
            .map(each -> "%s: %s".formatted(each.name(), each.value()))
            .collect(Collectors.joining(", "));
    return subject.failed().isEmpty()
        ? Optional.empty()
        : blocks(
            subject,
            "The release cannot go on: %s.".formatted(what),
            subject.failed(),
            new Remedy(
                Remedy.Kind.REPAIR,
                "Retry the step, or roll the release back.",
                "it has succeeded"));
  }
}
