package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.explain.retry.KeyStanding;
import java.util.List;
import java.util.Optional;

/** An effect that may have happened, at a callee that cannot say, with no key that it remembers. */
public record ItIsInDoubtAndCannotBeAsked() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-08");
  }

  @Override
  public String title() {
    return "The outcome is in doubt, and nobody can be asked";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    if (subject.openDoubt().isEmpty()
        || subject.effect().queryable()
        || subject.key() instanceof KeyStanding.VersionsUnknown) {
      return Optional.empty();
    }
    return blocks(
        subject,
        "%s may or may not have happened, and %s cannot be asked%s."
            .formatted(
                subject.effect().name(),
                subject.callee(),
                subject.unprotected().map(why -> "; " + why).orElse("")),
        subject.evidenceWithKey(),
        new Remedy(
            Remedy.Kind.RECONCILE,
            "Get a report of %s from %s by hand and record it, or undo it and start a new action."
                .formatted(subject.effect().name(), subject.callee()),
            "effect.lookedup for " + subject.effect().name()),
        new Harm(Harm.Kind.ACTION, 1, List.of(subject.action())));
  }
}
