package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.Readers;
import java.util.Optional;

/** Where nobody is named, silence proves nothing. */
public record WhoNeedsItIsNotTold() implements SigningRule<Readers> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Who needs it is not told";
  }

  @Override
  public Class<Readers> judges() {
    return Readers.class;
  }

  @Override
  public Optional<Finding> judge(Readers subject) {
    return subject.column()
        ? Optional.empty()
        : subject
            .untold()
            .flatMap(each -> undetermined(subject, each.message(), each.facts(), each.missing()));
  }
}
