package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.HelpOfGoingBack;
import dev.changeover.explain.rollback.HelpOfGoingBack.Failing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A rollback that cures nothing is a second change in the middle of an incident. */
public record GoingBackDoesNotCureIt() implements SigningRule<HelpOfGoingBack> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-29");
  }

  @Override
  public String title() {
    return "What fails now failed before, or fails on the target too";
  }

  @Override
  public Class<HelpOfGoingBack> judges() {
    return HelpOfGoingBack.class;
  }

  @Override
  public Optional<Finding> judge(HelpOfGoingBack subject) {
    List<Failing> uncured = subject.uncured();
    return uncured.isEmpty()
        ? Optional.empty()
        : requires(
            subject,
            "It will not help. "
                + uncured.stream().map(Failing::text).collect(Collectors.joining(" ")),
            uncured.stream().flatMap(each -> each.facts().stream()).toList(),
            new Remedy(
                Remedy.Kind.OBSERVE,
                "Look for the cause elsewhere before you go back.",
                "the actions fail less on %s %s than on what would go"
                    .formatted(subject.component(), subject.target())));
  }
}
