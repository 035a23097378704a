package dev.changeover.explain.rules.retry;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A quote, an authorisation hold or a cut-off may be over though nothing of the action failed. */
public record ItsTermsHaveRunOut() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-29");
  }

  @Override
  public String title() {
    return "What it was accepted for is no longer valid";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  /** Of several words of the acceptance, the earliest end counts. */
  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    return subject.facts().action().facts().stream()
        .filter(each -> endOf(each).filter(end -> !end.isAfter(subject.asked())).isPresent())
        .min((one, other) -> endOf(one).orElseThrow().compareTo(endOf(other).orElseThrow()))
        .flatMap(
            accepted ->
                blocks(
                    subject,
                    "%s was valid until %s; a retry would act on terms that have run out."
                        .formatted(subject.action(), subject.say(endOf(accepted).orElseThrow())),
                    subject.cite().facts(List.of(accepted)),
                    new Remedy(
                        Remedy.Kind.IMPOSSIBLE,
                        "Agree on new terms and start a new action.",
                        "action.accepted under another id, with a validUntil to come")));
  }

  private static Optional<Instant> endOf(Recorded<?> fact) {
    return fact.event() instanceof ActionAccepted accepted
        ? Optional.ofNullable(accepted.validUntil())
        : Optional.empty();
  }
}
