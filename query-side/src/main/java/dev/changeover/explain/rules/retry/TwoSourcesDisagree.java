package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.projection.action.EffectTruth;
import java.util.Optional;

/** Which of them is right is for a person to find out. */
public record TwoSourcesDisagree() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "Two sources contradict each other about the effect";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    return subject.truth() instanceof EffectTruth.Disputed dispute
        ? undetermined(
            subject,
            "Sources disagree on %s: %s says one thing at %s, %s another at %s."
                .formatted(
                    subject.effect().name(),
                    dispute.one().id().source(),
                    subject.say(dispute.one().effectiveAt()),
                    dispute.other().id().source(),
                    subject.say(dispute.other().effectiveAt())),
            subject.evidence(),
            new MissingFact(
                "what became of " + subject.effect().name(),
                subject.name(),
                "Find out by hand what %s did, and record it with effect.lookedup."
                    .formatted(subject.callee()),
                MissingFact.Kind.LOOKUP))
        : Optional.empty();
  }
}
