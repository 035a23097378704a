package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.RequiredCheck;
import java.util.List;
import java.util.Optional;

/** A test that ran before the step says nothing of what the step did. */
public record ARequiredCheckIsMissing() implements SigningRule<RequiredCheck> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-03");
  }

  @Override
  public String title() {
    return "A required test run must have passed since the last step";
  }

  @Override
  public Class<RequiredCheck> judges() {
    return RequiredCheck.class;
  }

  @Override
  public Optional<Finding> judge(RequiredCheck subject) {
    if (subject.result().isPresent()) {
      return subject.passed()
          ? supports(
              subject,
              "Required check %s has passed since the last step.".formatted(subject.check()),
              subject.result().stream().toList())
          : blocks(
              subject,
              "Required check %s did not pass.".formatted(subject.check()),
              subject.result().stream().toList(),
              new Remedy(
                  Remedy.Kind.REPAIR, "Repair what it found, and run it again.", "it passes"));
    }
    String message =
        "Required check %s has not run since the last step.".formatted(subject.check());
    String howTo = "Run %s and tell how it ended.".formatted(subject.check());
    return subject.mustHaveData()
        ? blocks(
            subject,
            message + " The policy does not allow to go on without.",
            List.of(),
            new Remedy(Remedy.Kind.VERIFY, howTo, "it passes"))
        : undetermined(
            subject,
            message,
            List.of(),
            new MissingFact(subject.name(), subject.name(), howTo, MissingFact.Kind.VERIFICATION));
  }
}
