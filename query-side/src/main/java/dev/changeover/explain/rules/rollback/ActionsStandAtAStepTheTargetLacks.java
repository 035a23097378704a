package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ActionsInFlight;
import dev.changeover.explain.rollback.ActionsInFlight.Pinned;
import java.util.List;
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
    List<Pinned> stuck = subject.stuck();
    if (stuck.isEmpty()) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%d %s at a step that %s %s does not have: %s."
            .formatted(
                stuck.size(),
                stuck.size() == 1 ? "action stands" : "actions stand",
                subject.component(),
                subject.target(),
                ActionsInFlight.named(stuck)),
        stuck.stream().map(Pinned::fact).toList(),
        new Remedy(
            Remedy.Kind.DRAIN,
            "Finish %s on %s first, or move %s to a step that %s has."
                .formatted(
                    stuck.size() == 1 ? "it" : "them",
                    subject.leaving(),
                    stuck.size() == 1 ? "it" : "them",
                    subject.target()),
            "none of these actions is open any more"),
        new Harm(
            Harm.Kind.ACTION,
            stuck.size(),
            stuck.stream().map(each -> each.action().toString()).toList()));
  }
}
