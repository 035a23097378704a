package dev.changeover.explain.rules.retire;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retire.NotTold;
import java.util.Optional;

/** Silence proves nothing. */
public record SomethingIsNotTold() implements SigningRule<NotTold> {
  @Override
  public RuleId id() {
    return new RuleId("RETIRE-17");
  }

  @Override
  public String title() {
    return "Something that the answer needs is not told, or too long ago";
  }

  @Override
  public Class<NotTold> judges() {
    return NotTold.class;
  }

  @Override
  public Optional<Finding> judge(NotTold subject) {
    return undetermined(subject, subject.message(), subject.facts(), subject.missing());
  }
}
