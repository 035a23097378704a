package dev.changeover.explain.rules.retry;

import dev.changeover.explain.Finding;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import java.util.Optional;

/** A step that is read-only or naturally idempotent, whose entity nobody else has changed since. */
public record RepeatingItChangesNothing() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-01");
  }

  @Override
  public String title() {
    return "Repeating a step that only reads, or writes the same values again, changes nothing";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    if (!subject.repeated() || !(subject.readOnly() || subject.naturallyIdempotent())) {
      return Optional.empty();
    }
    if (subject.naturallyIdempotent() && subject.changedByOthers().isPresent()) {
      return Optional.empty();
    }
    String why = subject.readOnly() ? "only reads" : "writes the same values again";
    return supports(
        subject,
        "Repeating step " + subject.step().name() + " changes nothing: it " + why + ".",
        subject.cite().facts(subject.step().attempts().getLast().told()));
  }
}
