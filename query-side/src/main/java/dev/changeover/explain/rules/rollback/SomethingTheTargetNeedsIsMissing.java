package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ComponentToRollBack;
import java.util.Optional;
import java.util.stream.Collectors;

/** There is nothing to return to where its artifact, configuration or key is gone. */
public record SomethingTheTargetNeedsIsMissing() implements SigningRule<ComponentToRollBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-21");
  }

  @Override
  public String title() {
    return "Something that the target needs to start is known not to be there";
  }

  @Override
  public Class<ComponentToRollBack> judges() {
    return ComponentToRollBack.class;
  }

  @Override
  public Optional<Finding> judge(ComponentToRollBack subject) {
    if (subject.unavailable().isEmpty()) {
      return Optional.empty();
    }
    String what =
        subject.unavailable().stream().map(CitedFact::name).collect(Collectors.joining(", "));
    return blocks(
        subject,
        "%s cannot be started again: %s is not available.".formatted(subject.name(), what),
        subject.unavailable(),
        new Remedy(
            Remedy.Kind.REPAIR,
            "Restore it first.",
            "artifact.observed says that it is available, or path.introduced that it is back"));
  }
}
