package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.ActionsInFlight;
import dev.changeover.explain.rollback.ActionsInFlight.Some;
import java.util.List;
import java.util.Optional;

/** Work begun on a version may be continued only by that version. */
public record ActionsInFlightNeedTheVersionBeingLeft() implements SigningRule<ActionsInFlight> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-13");
  }

  @Override
  public String title() {
    return "Actions in flight on the version being left need it until they end";
  }

  @Override
  public Class<ActionsInFlight> judges() {
    return ActionsInFlight.class;
  }

  @Override
  public Optional<Finding> judge(ActionsInFlight subject) {
    Some all = subject.all();
    if (all.count() == 0) {
      return supports(
          subject,
          "No action is in flight on a version of %s that would go.".formatted(subject.component()),
          List.of(subject.readAt()));
    }
    return requires(
        subject,
        "%d %s in flight on %s, which would go: %s."
            .formatted(
                all.count(),
                all.count() == 1 ? "action is" : "actions are",
                subject.leaving(),
                all.named()),
        subject.facts(all),
        new Remedy(
            Remedy.Kind.DRAIN,
            "Keep %s running beside %s until %s."
                .formatted(
                    subject.leaving(),
                    subject.target(),
                    all.count() == 1 ? "it has ended" : "they have ended"),
            "none of these actions is open any more"));
  }
}
