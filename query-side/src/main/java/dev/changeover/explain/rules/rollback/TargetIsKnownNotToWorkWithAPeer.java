package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.PairAfterRollback;
import java.util.Optional;

/** A pair that is known to break stays broken when it is reached by going back. */
public record TargetIsKnownNotToWorkWithAPeer() implements SigningRule<PairAfterRollback> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-32");
  }

  @Override
  public String title() {
    return "The target is known not to work beside a version that stays";
  }

  @Override
  public Class<PairAfterRollback> judges() {
    return PairAfterRollback.class;
  }

  @Override
  public Optional<Finding> judge(PairAfterRollback subject) {
    if (subject.schema() || !subject.pair().knownBad()) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%s is known not to work.".formatted(subject.name()),
        subject.pair().broken().stream().toList(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Roll %s back too, to a version that works with it, or fix forward."
                .formatted(subject.pair().other().component()),
            "pair.verified of the two says SUCCEEDED"));
  }
}
