package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.EffectToRepeat;
import dev.changeover.projection.action.EffectTruth;
import java.util.Optional;

/** A callee that remembers the key would replay what it has undone. */
public record AnUndoneEffectIsDoneAnew() implements SigningRule<EffectToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-24");
  }

  @Override
  public String title() {
    return "The effect was undone, and the retry would do it anew";
  }

  @Override
  public Class<EffectToRepeat> judges() {
    return EffectToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(EffectToRepeat subject) {
    return subject.truth() instanceof EffectTruth.Undone || subject.mayBeRememberedAsDone()
        ? requires(
            subject,
            subject.effect().name() + what(subject),
            subject.evidence(),
            new Remedy(
                Remedy.Kind.CONFIGURE,
                "Do %s with a new %s, in a new action."
                    .formatted(
                        subject.effect().name(),
                        subject.byMessage() ? "message" : "idempotency key"),
                subject.byMessage()
                    ? "another messageId than before"
                    : "another keyHash than before"))
        : Optional.empty();
  }

  private static String what(EffectToRepeat subject) {
    if (subject.skipped()) {
      return " was undone, and the retry would go on as if it were done.";
    }
    String old = subject.byMessage() ? "message: it would be dropped." : "key.";
    return subject.mayBeRememberedAsDone()
        ? " is not there, and may have been done before it was undone; a retry must not use the old "
            + old
        : " was undone; a retry does it anew and must not use the old " + old;
  }
}
