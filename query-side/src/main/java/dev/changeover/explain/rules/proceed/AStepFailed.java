package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.RolloutState;
import dev.changeover.explain.proceed.RolloutState.GoesOn;
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
            cure(subject.goesOn()));
  }

  private static Remedy cure(GoesOn goesOn) {
    return switch (goesOn) {
      case WHEN_TAKEN_AGAIN ->
          new Remedy(
              Remedy.Kind.REPAIR, "Retry the step, or roll the release back.", "it has succeeded");
      case NOT_WHILE_IT_GOES_BACK ->
          new Remedy(
              Remedy.Kind.WAIT,
              "Let the rollback end, and plan a new release for what is left.",
              "release.rollbackfinished is told");
      case NEVER ->
          new Remedy(
              Remedy.Kind.IMPOSSIBLE,
              "It is over: plan a new release for what is left.",
              "the new release has begun");
    };
  }
}
