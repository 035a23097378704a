package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ComponentToRollBack;
import java.util.Optional;

/** A version that changed nothing but code can be left as it was entered. */
public record OnlyCodeChanged() implements SigningRule<ComponentToRollBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-01");
  }

  @Override
  public String title() {
    return "Only code changed: no migration, no new form, and the target works with all its peers";
  }

  @Override
  public Class<ComponentToRollBack> judges() {
    return ComponentToRollBack.class;
  }

  @Override
  public Optional<Finding> judge(ComponentToRollBack subject) {
    if (!subject.migrations().isEmpty()
        || !subject.newForms().isEmpty()
        || subject.proofs().isEmpty()
        || subject.left().isEmpty()) {
      return Optional.empty();
    }
    return supports(
        subject,
        "Going back from %s to %s changes code only: no migration is in the way, no new form was brought, and %s is verified beside every live peer."
            .formatted(subject.leaving(), subject.name(), subject.target()),
        subject.proofs());
  }
}
