package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.ClosedActions;
import dev.changeover.explain.retire.ClosedActions.Needing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An action that has ended may be asked for, or run again, with the code that ran it. */
public record ClosedActionsStillNeedIt() implements SigningRule<ClosedActions> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-14");
  }

  @Override
  public String title() {
    return "Closed actions are still asked for, or would run again, with the version";
  }

  @Override
  public Class<ClosedActions> judges() {
    return ClosedActions.class;
  }

  @Override
  public Optional<Finding> judge(ClosedActions subject) {
    if (subject.needing().isEmpty()) {
      return supports(
          subject,
          "No action that has ended needs %s any more.".formatted(subject.version()),
          List.of(subject.readAt()));
    }
    int count = subject.needing().size();
    Instant until =
        subject.needing().stream().map(Needing::until).max(Instant::compareTo).orElseThrow();
    return requires(
        subject,
        "%d closed %s %s: %s %s."
            .formatted(
                count,
                count == 1 ? "action still needs" : "actions still need",
                subject.version(),
                subject.needing().getFirst().action(),
                subject.needing().getFirst().why()),
        subject.needing().stream().map(Needing::fact).toList(),
        new Remedy(
            Remedy.Kind.WAIT,
            "Keep a copy of it that answers for them until %s, or move them to another version."
                .formatted(SpokenTime.moment(until, subject.asked())),
            "a whole business cycle has passed without any of them being asked for"));
  }
}
