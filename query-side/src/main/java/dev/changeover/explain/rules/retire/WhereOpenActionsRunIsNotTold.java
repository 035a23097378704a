package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.OpenActions;
import java.util.Optional;

/** An action that tells no version may be one of those that need it. */
public record WhereOpenActionsRunIsNotTold() implements SigningRule<OpenActions> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Open actions do not tell on which version they run";
  }

  @Override
  public Class<OpenActions> judges() {
    return OpenActions.class;
  }

  @Override
  public Optional<Finding> judge(OpenActions subject) {
    long count = subject.untoldCount();
    String component = subject.version().component();
    return count == 0
        ? Optional.empty()
        : undetermined(
            subject,
            "%d open %s touched %s and %s not tell which version of it: %s."
                .formatted(
                    count,
                    count == 1 ? "action" : "actions",
                    component,
                    count == 1 ? "does" : "do",
                    subject.namedUntold()),
            subject.factsUntold(),
            new MissingFact(
                "version that they run on",
                subject.name(),
                "Let %s tell its version in what it reports of actions; or wait until they have ended."
                    .formatted(component),
                MissingFact.Kind.LOOKUP));
  }
}
