package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.RolloutState;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two changes at once cannot be told apart. */
public record NothingElseConfoundsTheStep() implements SigningRule<RolloutState> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-12");
  }

  @Override
  public String title() {
    return "Nothing else may go on that hides what the step does";
  }

  @Override
  public Class<RolloutState> judges() {
    return RolloutState.class;
  }

  @Override
  public Optional<Finding> judge(RolloutState subject) {
    if (subject.confounding().isEmpty()) {
      return supports(subject, "No incident, freeze or other rollout is open.", subject.seen());
    }
    String what =
        subject.confounding().stream()
            .map(each -> "%s is %s".formatted(each.name(), each.value()))
            .collect(Collectors.joining(", "));
    return requires(
        subject,
        "What the step does could not be told apart: %s.".formatted(what),
        subject.confounding(),
        new Remedy(Remedy.Kind.WAIT, "Wait until that is over, or accept it.", "it is over"));
  }
}
