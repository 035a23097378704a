package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.WayBack;
import java.util.Optional;

/** What was done last week with the same versions and migrations can be done today. */
public record TheWayBackWasRehearsed() implements SigningRule<WayBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-25");
  }

  @Override
  public String title() {
    return "The way back was rehearsed, not long ago and with the same migrations";
  }

  @Override
  public Class<WayBack> judges() {
    return WayBack.class;
  }

  @Override
  public Optional<Finding> judge(WayBack subject) {
    return subject.unproved().isEmpty()
            && subject.failed().isEmpty()
            && !WayBack.facts(subject.steps()).isEmpty()
        ? supports(
            subject,
            "Going back was rehearsed: %s.".formatted(WayBack.named(subject.steps())),
            WayBack.facts(subject.steps()))
        : Optional.empty();
  }
}
