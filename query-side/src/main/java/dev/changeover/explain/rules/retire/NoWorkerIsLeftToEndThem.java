package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.OpenActions;
import java.util.Optional;

/** What drains with nobody at work never ends. */
public record NoWorkerIsLeftToEndThem() implements SigningRule<OpenActions> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-03");
  }

  @Override
  public String title() {
    return "The version has open actions and no worker that could end them";
  }

  @Override
  public Class<OpenActions> judges() {
    return OpenActions.class;
  }

  @Override
  public Optional<Finding> judge(OpenActions subject) {
    long count = subject.pinnedCount();
    return count == 0 || subject.anyoneThere()
        ? Optional.empty()
        : blocks(
            subject,
            "%d %s open on %s, and no instance of it is left: %s can never end."
                .formatted(
                    count,
                    count == 1 ? "action is" : "actions are",
                    subject.version(),
                    subject.named()),
            subject.facts(),
            new Remedy(
                Remedy.Kind.SCALE,
                "Bring at least one instance of %s back until they have ended."
                    .formatted(subject.version()),
                "a live instance of it reports, and the number of open actions falls"),
            subject.harm());
  }
}
