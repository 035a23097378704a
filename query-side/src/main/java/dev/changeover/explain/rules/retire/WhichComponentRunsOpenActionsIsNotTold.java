package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.OpenActions;
import java.util.Optional;

/** An action that runs where nobody told may run on it. */
public record WhichComponentRunsOpenActionsIsNotTold() implements SigningRule<OpenActions> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Open actions do not tell on which component they run";
  }

  @Override
  public Class<OpenActions> judges() {
    return OpenActions.class;
  }

  @Override
  public Optional<Finding> judge(OpenActions subject) {
    int count = subject.unplaced().size();
    return count == 0
        ? Optional.empty()
        : undetermined(
            subject,
            "%d open %s not tell on which component %s: %s."
                .formatted(
                    count,
                    count == 1 ? "action does" : "actions do",
                    count == 1 ? "it runs" : "they run",
                    subject.namedUnplaced()),
            subject.factsUnplaced(),
            new MissingFact(
                "component that they run on",
                subject.name(),
                "Let what accepts and runs actions tell its component and version; or wait until they have ended.",
                MissingFact.Kind.LOOKUP));
  }
}
