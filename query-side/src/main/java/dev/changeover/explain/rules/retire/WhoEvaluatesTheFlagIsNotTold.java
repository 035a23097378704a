package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.FlagArms;
import java.util.Optional;

/** Where nobody says what evaluates a flag, something may. */
public record WhoEvaluatesTheFlagIsNotTold() implements SigningRule<FlagArms> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "What the flag serves, or whose code evaluates it, is not told";
  }

  @Override
  public Class<FlagArms> judges() {
    return FlagArms.class;
  }

  @Override
  public Optional<Finding> judge(FlagArms subject) {
    return subject
        .untold()
        .flatMap(
            missing ->
                undetermined(
                    subject,
                    "Whether flag %s is still evaluated cannot be told. Missing: %s."
                        .formatted(subject.flag(), missing.name()),
                    subject.served(),
                    missing));
  }
}
