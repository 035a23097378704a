package dev.changeover.explain.rules.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ComponentToRollBack;
import java.util.Optional;

/** The order is application first, schema last. */
public record TheSchemaWouldGoFirst() implements SigningRule<ComponentToRollBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-10");
  }

  @Override
  public String title() {
    return "The schema would go back while versions that need it are live";
  }

  @Override
  public Class<ComponentToRollBack> judges() {
    return ComponentToRollBack.class;
  }

  @Override
  public Optional<Finding> judge(ComponentToRollBack subject) {
    if (!subject.is(ComponentKind.SCHEMA) || subject.needing().isEmpty()) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%s would go back to %s while versions that came with the newer schema are live: application first, schema last."
            .formatted(subject.component(), subject.target()),
        subject.needing(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Roll the application back first, then the schema.",
            "none of these versions is live any more"));
  }
}
