package dev.changeover.explain.rules.rollback;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.rollback.PairAfterRollback;
import java.util.Optional;

/** A declaration says what is meant to work; only a verification says what does. */
public record TargetWasVerifiedBesideThePeer() implements SigningRule<PairAfterRollback> {
  @Override
  public RuleId id() {
    return new RuleId("ROLLBACK-20");
  }

  @Override
  public String title() {
    return "No row is not a pass: the target must have been verified beside each live peer";
  }

  @Override
  public Class<PairAfterRollback> judges() {
    return PairAfterRollback.class;
  }

  @Override
  public Optional<Finding> judge(PairAfterRollback subject) {
    if (subject.pair().knownBad()) {
      return Optional.empty();
    }
    if (subject.pair().proved()) {
      return supports(
          subject,
          "%s was verified.".formatted(subject.name()),
          subject.pair().verified().stream().toList());
    }
    return subject.mustBeProved()
        ? undetermined(
            subject,
            "%s; that they may live side by side is not known."
                .formatted(subject.pair().whyUnproved()),
            subject.pair().doubt().stream().toList(),
            subject.pair().proofWanted())
        : Optional.empty();
  }
}
