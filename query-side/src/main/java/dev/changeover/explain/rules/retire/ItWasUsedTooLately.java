package dev.changeover.explain.rules.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.CallersOfPath;
import java.util.Optional;

/** Just after its last use, a late caller may still come. */
public record ItWasUsedTooLately() implements SigningRule<CallersOfPath> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-01");
  }

  @Override
  public String title() {
    return "It is kept for a time of grace after its last use";
  }

  @Override
  public Class<CallersOfPath> judges() {
    return CallersOfPath.class;
  }

  @Override
  public Optional<Finding> judge(CallersOfPath subject) {
    return subject.graceIsOver()
        ? Optional.empty()
        : requires(
            subject,
            "The last use of %s was at %s; it is kept until %s."
                .formatted(
                    subject.retired(),
                    subject.lastUse().map(CitedFact::spokenMoment).orElse("a moment not told"),
                    SpokenTime.moment(subject.graceOver(), subject.asked())),
            subject.lastUse().stream().toList(),
            new Remedy(
                Remedy.Kind.WAIT,
                "Wait until %s.".formatted(SpokenTime.moment(subject.graceOver(), subject.asked())),
                "no later use of it is recorded"));
  }
}
