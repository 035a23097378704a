package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.ActionUnderRetry;
import java.util.List;
import java.util.Optional;

/** A read model that has not caught up with the log, or facts that are known to be missing. */
public record TheEnvironmentLagsBehind() implements SigningRule<ActionUnderRetry> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-34");
  }

  @Override
  public String title() {
    return "What is known of the environment is older than the question";
  }

  @Override
  public Class<ActionUnderRetry> judges() {
    return ActionUnderRetry.class;
  }

  @Override
  public Optional<Finding> judge(ActionUnderRetry subject) {
    return subject.lag() == 0
        ? subject.lacking().stream()
            .findFirst()
            .flatMap(
                lacking ->
                    undetermined(subject, lacking.message(), lacking.facts(), lacking.missing()))
        : undetermined(
            subject,
            "What is known of %s is %d events behind position %d."
                .formatted(
                    subject.facts().environment().environment(),
                    subject.lag(),
                    subject.facts().asked().position()),
            List.of(),
            new MissingFact(
                "the environment as of position " + subject.facts().asked().position(),
                subject.facts().environment().environment(),
                "Ask again once the environment's read model has caught up.",
                MissingFact.Kind.LOOKUP));
  }
}
