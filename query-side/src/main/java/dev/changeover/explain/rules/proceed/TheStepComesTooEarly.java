package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.NextStep;
import dev.changeover.explain.proceed.NextStep.MessageOrder;
import java.util.Optional;

/** Out of order, messages meet nobody who understands them. */
public record TheStepComesTooEarly() implements SigningRule<NextStep> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-07");
  }

  @Override
  public String title() {
    return "Takers of a form come before its makers, and leave after them";
  }

  @Override
  public Class<NextStep> judges() {
    return NextStep.class;
  }

  @Override
  public Optional<Finding> judge(NextStep subject) {
    return subject.order().flatMap((MessageOrder order) -> judge(subject, order));
  }

  private Optional<Finding> judge(NextStep subject, MessageOrder order) {
    return order.faults().isEmpty()
        ? supports(
            subject,
            "The %s comes in an order that its messages allow.".formatted(subject.name()),
            order.facts())
        : blocks(
            subject,
            "The %s comes too early: %s."
                .formatted(subject.name(), String.join("; ", order.faults())),
            order.facts(),
            new Remedy(
                Remedy.Kind.DEPLOY,
                "Swap the steps: first the side that takes, or stops making, the form.",
                "nothing of this is left"));
  }
}
