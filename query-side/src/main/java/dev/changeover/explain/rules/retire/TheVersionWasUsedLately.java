package dev.changeover.explain.rules.retire;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.retire.VersionInUse;
import java.util.Optional;

/** Just after its last use, work of a version may still come to light. */
public record TheVersionWasUsedLately() implements SigningRule<VersionInUse> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-01");
  }

  @Override
  public String title() {
    return "The version was used too lately, or still has work in hand";
  }

  @Override
  public Class<VersionInUse> judges() {
    return VersionInUse.class;
  }

  @Override
  public Optional<Finding> judge(VersionInUse subject) {
    if (!subject.working().isEmpty() || !subject.isSeen()) {
      return Optional.empty();
    }
    if (subject.inFlight() > 0) {
      return requires(
          subject,
          "%s takes nothing new and still has %d messages in work."
              .formatted(subject.version(), subject.inFlight()),
          subject.draining(),
          new Remedy(
              Remedy.Kind.DRAIN,
              "Wait until its workers have ended what they have.",
              "its workers report inFlight 0"));
    }
    return subject.graceIsOver()
        ? Optional.empty()
        : requires(
            subject,
            "%s was last given work at %s; it is kept until %s."
                .formatted(
                    subject.version(),
                    subject.lastUse().map(CitedFact::spokenMoment).orElse("a moment not told"),
                    SpokenTime.moment(subject.graceOver(), subject.asked())),
            subject.lastUse().stream().toList(),
            new Remedy(
                Remedy.Kind.WAIT,
                "Wait until %s.".formatted(SpokenTime.moment(subject.graceOver(), subject.asked())),
                "no later use of it is recorded"));
  }
}
