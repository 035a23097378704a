package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.BlindSpot;
import java.util.Optional;

/** No evidence is never green: what is not known is named. */
public record SomethingNeededIsNotTold() implements SigningRule<BlindSpot> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-31");
  }

  @Override
  public String title() {
    return "Something that the answer needs is not told, or too long ago";
  }

  @Override
  public Class<BlindSpot> judges() {
    return BlindSpot.class;
  }

  @Override
  public Optional<Finding> judge(BlindSpot subject) {
    return undetermined(subject, subject.message(), subject.facts(), subject.missing());
  }
}
