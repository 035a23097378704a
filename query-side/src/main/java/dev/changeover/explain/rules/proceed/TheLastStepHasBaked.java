package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.proceed.NextStep;
import dev.changeover.explain.proceed.NextStep.Bake;
import java.util.Optional;

/** Some faults show only after a while. */
public record TheLastStepHasBaked() implements SigningRule<NextStep> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-10");
  }

  @Override
  public String title() {
    return "The last step must have been watched for long enough";
  }

  @Override
  public Class<NextStep> judges() {
    return NextStep.class;
  }

  @Override
  public Optional<Finding> judge(NextStep subject) {
    Bake bake = subject.bake();
    if (bake.due().isEmpty()) {
      return supports(
          subject, "No step has been taken yet, so there is none to watch.", bake.facts());
    }
    if (bake.left().isZero()) {
      return supports(
          subject,
          "The last step has been watched for %s or longer."
              .formatted(SpokenTime.length(bake.wanted())),
          bake.facts());
    }
    String message =
        bake.watched().compareTo(bake.wanted()) < 0
            ? "The last step has been watched for %s of %s."
                .formatted(SpokenTime.length(bake.watched()), SpokenTime.length(bake.wanted()))
            : "The last step has been watched for %s, and not through a whole peak yet."
                .formatted(SpokenTime.length(bake.watched()));
    return requires(
        subject,
        message,
        bake.facts(),
        new Remedy(
            Remedy.Kind.WAIT,
            "Wait %s more.".formatted(SpokenTime.length(bake.left())),
            "it has been watched for so long"));
  }
}
