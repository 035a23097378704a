package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.ClientsLeft;
import java.util.Optional;

/** A client that nobody counts may still be there. */
public record ItsClientsAreNotCounted() implements SigningRule<ClientsLeft> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "The clients of the version are not counted, or were too long ago";
  }

  @Override
  public Class<ClientsLeft> judges() {
    return ClientsLeft.class;
  }

  @Override
  public Optional<Finding> judge(ClientsLeft subject) {
    return subject.isTold()
        ? Optional.empty()
        : undetermined(
            subject,
            "How many clients of %s are active is not told, or was told too long ago."
                .formatted(subject.version()),
            subject.facts(),
            subject.countWanted());
  }
}
