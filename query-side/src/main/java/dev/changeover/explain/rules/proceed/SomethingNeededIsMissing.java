package dev.changeover.explain.rules.proceed;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.proceed.Unseen;
import java.util.Optional;

/** What is not known is not green. */
public record SomethingNeededIsMissing() implements SigningRule<Unseen> {
  @Override
  public RuleId id() {
    return new RuleId("PROCEED-18");
  }

  @Override
  public String title() {
    return "A needed fact is missing or too old";
  }

  @Override
  public Class<Unseen> judges() {
    return Unseen.class;
  }

  @Override
  public Optional<Finding> judge(Unseen subject) {
    return undetermined(subject, subject.message(), subject.facts(), subject.missing());
  }
}
