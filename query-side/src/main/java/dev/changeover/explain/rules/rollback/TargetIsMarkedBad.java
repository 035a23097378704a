package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ComponentToRollBack;
import java.util.Optional;

/** Going back to what is known to be bad helps nobody. */
public record TargetIsMarkedBad() implements SigningRule<ComponentToRollBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-22");
  }

  @Override
  public String title() {
    return "The target is marked as faulty or revoked";
  }

  @Override
  public Class<ComponentToRollBack> judges() {
    return ComponentToRollBack.class;
  }

  @Override
  public Optional<Finding> judge(ComponentToRollBack subject) {
    if (subject.marks().isEmpty()) {
      return Optional.empty();
    }
    CitedFact mark = subject.marks().getFirst();
    return blocks(
        subject,
        "%s is marked %s.".formatted(subject.name(), mark.value()),
        subject.marks(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Choose another target.",
            "the chosen version is not marked FAULTY or REVOKED"));
  }
}
