package dev.changeover.explain.rules.retry;

import dev.changeover.event.ActionEvent.OfAction;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What came after it on the same key, and who changed its entity, is sought by one key. */
public record ItsKeyWasToldInTwoWays() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "Its business key was told in two ways";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    SortedMap<String, Recorded<OfAction>> keys = subject.keysTold();
    return keys.size() < 2
        ? Optional.empty()
        : undetermined(
            subject,
            "The business key of %s was told in %d ways: %s; whether something newer was done on it is not known."
                .formatted(subject.action(), keys.size(), String.join(", ", keys.keySet())),
            subject.cite().facts(List.copyOf(keys.values())),
            new MissingFact(
                "the business key of " + subject.action(),
                subject.name(),
                "Find out by hand which key %s has and what was done on it since; then start it as a new action."
                    .formatted(subject.action()),
                MissingFact.Kind.LOOKUP));
  }
}
