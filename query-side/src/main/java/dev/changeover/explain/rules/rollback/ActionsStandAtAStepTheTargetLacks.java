package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ActionsInFlight;
import dev.changeover.explain.rollback.ActionsInFlight.Some;
import java.util.Optional;

/** The target cannot continue what it has never heard of. */
public record ActionsStandAtAStepTheTargetLacks() implements SigningRule<ActionsInFlight> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-14");
  }

  @Override
  public String title() {
    return "Actions in flight stand at a step that the target does not have";
  }

  @Override
  public Class<ActionsInFlight> judges() {
    return ActionsInFlight.class;
  }

  @Override
  public Optional<Finding> judge(ActionsInFlight subject) {
    Some stuck = subject.stuck();
    if (stuck.count() == 0) {
      return Optional.empty();
    }
    boolean one = stuck.count() == 1;
    return blocks(
        subject,
        "%d %s at a step that %s %s does not have: %s."
            .formatted(
                stuck.count(),
                one ? "action stands" : "actions stand",
                subject.component(),
                subject.target(),
                stuck.named()),
        subject.facts(stuck),
        new Remedy(
            Remedy.Kind.DRAIN,
            "Finish %s on %s first, or move %s to a step that %s has."
                .formatted(
                    one ? "it" : "them", subject.leaving(), one ? "it" : "them", subject.target()),
            "none of these actions is open any more"),
        new Harm(Harm.Kind.ACTION, stuck.count(), stuck.ids()));
  }
}
