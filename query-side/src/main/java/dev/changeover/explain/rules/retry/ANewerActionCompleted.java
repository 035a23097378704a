package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Harm;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.List;
import java.util.Optional;

/** Running the old one again would undo the newer one. */
public record ANewerActionCompleted() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-21");
  }

  @Override
  public String title() {
    return "A newer action on the same key has completed";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    return subject
        .newer()
        .flatMap(
            newer ->
                blocks(
                    subject,
                    "%s, accepted later for the same key %s, completed at %s; a retry would undo it."
                        .formatted(
                            newer.ref(),
                            subject.facts().action().key().orElse("(none)"),
                            subject.say(newer.completed().effectiveAt())),
                    subject.cite().facts(List.of(newer.completed())),
                    new Remedy(
                        Remedy.Kind.IMPOSSIBLE,
                        "Do not retry "
                            + subject.action()
                            + "; close it as superseded by "
                            + newer.ref()
                            + ".",
                        "the action is closed where it is kept"),
                    new Harm(Harm.Kind.ACTION, 1, List.of(newer.ref().toString()))));
  }
}
