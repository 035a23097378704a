package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.Optional;
import java.util.Set;

/** Every retry is more of what the callee has too much of. */
public record TheCalleeIsOverloaded() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-12");
  }

  @Override
  public String title() {
    return "The callee was overloaded, and a retry adds to its load";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  /** As {@code error.type}: Too Many Requests (RFC 6585) and Service Unavailable (RFC 9110). */
  private static final Set<String> OVERLOADED = Set.of("429", "503");

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    return subject
        .lastFailure()
        .filter(_ -> subject.lastError().filter(OVERLOADED::contains).isPresent())
        .filter(_ -> subject.withoutEffect())
        .flatMap(
            attempt ->
                requires(
                    subject,
                    "Attempt %d of step %s was turned away with %s and had no effect; a retry adds load."
                        .formatted(
                            attempt.number(), attempt.step(), subject.lastError().orElseThrow()),
                    subject.cite().facts(attempt.told()),
                    new Remedy(
                        Remedy.Kind.WAIT,
                        "Retry step %s after a growing, random delay, at a rate below the spare capacity of its callee."
                            .formatted(attempt.step()),
                        "the share of %s among the answers of the callee is back to normal"
                            .formatted(subject.lastError().orElseThrow()))));
  }
}
