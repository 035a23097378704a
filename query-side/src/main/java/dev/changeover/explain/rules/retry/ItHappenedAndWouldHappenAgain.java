package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import dev.changeover.projection.action.EffectTruth;
import java.util.List;
import java.util.Optional;

/** A confirmed effect that the retry repeats and that nothing makes harmless. */
public record ItHappenedAndWouldHappenAgain() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-06");
  }

  @Override
  public String title() {
    return "The effect happened, and the retry would do it again";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (!subject.wouldHappenAgain()
        || !subject.dependsOnKey()
        || subject.replayed()
        || subject.key() instanceof KeyStanding.VersionsUnknown) {
      return Optional.empty();
    }
    boolean inPart = subject.truth() instanceof EffectTruth.Happened(boolean part, _) && part;
    return blocks(
        subject,
        "%s happened%s, and a retry from this step would do it again."
            .formatted(subject.effect().name(), inPart ? " in part" : ""),
        subject.evidence(),
        new Remedy(
            Remedy.Kind.RECONCILE,
            inPart
                ? "Finish or undo what happened of %s by hand, and retry after step %s."
                    .formatted(subject.effect().name(), subject.step().name())
                : "Retry after step %s, or have it skip %s."
                    .formatted(subject.step().name(), subject.effect().name()),
            "the retry starts after step " + subject.step().name()),
        new Harm(Harm.Kind.ACTION, 1, List.of(subject.action())));
  }
}
