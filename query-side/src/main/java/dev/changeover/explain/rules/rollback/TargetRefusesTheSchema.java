package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.PairAfterRollback;
import java.util.Optional;

/** A target that insists on the schema it was built with cannot start on a newer one. */
public record TargetRefusesTheSchema() implements SigningRule<PairAfterRollback> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-04");
  }

  @Override
  public String title() {
    return "The target is known not to run on the schema as it is";
  }

  @Override
  public Class<PairAfterRollback> judges() {
    return PairAfterRollback.class;
  }

  @Override
  public Optional<Finding> judge(PairAfterRollback subject) {
    if (!subject.schema() || !subject.pair().knownBad()) {
      return Optional.empty();
    }
    String target = subject.pair().one().toString();
    return blocks(
        subject,
        "%s does not run on %s: it would not start, or would not become ready."
            .formatted(target, subject.pair().other()),
        subject.pair().broken().stream().toList(),
        new Remedy(
            Remedy.Kind.DEPLOY,
            "Fix forward, or build a %s that tolerates a newer schema and verify it."
                .formatted(subject.pair().one().component()),
            "pair.verified of the target with %s says SUCCEEDED"
                .formatted(subject.pair().other())));
  }
}
