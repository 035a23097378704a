package dev.changeover.explain.rules.retry;

import dev.changeover.event.Recorded;
import dev.changeover.explain.Finding;
import dev.changeover.explain.Remedy;
import dev.changeover.explain.RuleId;
import dev.changeover.explain.SigningRule;
import dev.changeover.explain.retry.StepToRepeat;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.policy.Policy;
import java.util.List;
import java.util.Optional;

/** Poison: the input or the code is at fault, not the moment or the machine. */
public record ItFailsTheSameWayEverywhere() implements SigningRule<StepToRepeat> {
  @Override
  public RuleId id() {
    return new RuleId("RETRY-13");
  }

  @Override
  public String title() {
    return "It failed the same way at every try, on several instances";
  }

  @Override
  public Class<StepToRepeat> judges() {
    return StepToRepeat.class;
  }

  @Override
  public Optional<Finding> judge(StepToRepeat subject) {
    List<Attempt> failures = subject.deterministicFailures();
    long instances = failures.stream().flatMap(each -> each.instance().stream()).distinct().count();
    Policy policy = subject.facts().policy();
    boolean poison =
        failures.size() >= policy.poisonAttempts() && instances >= policy.poisonInstances();
    return poison && subject.mayRunOnTheSameVersion(failures)
        ? poisoned(subject, failures, instances)
        : Optional.empty();
  }

  private Optional<Finding> poisoned(StepToRepeat subject, List<Attempt> failures, long instances) {
    return requires(
        subject,
        "Step %s failed %d times on %d instances with the same error %s, which does not depend on the moment; it will fail again."
            .formatted(
                subject.step().name(),
                failures.size(),
                instances,
                subject.lastError().orElseThrow()),
        subject
            .cite()
            .facts(
                failures.stream().<Recorded<?>>flatMap(each -> each.finished().stream()).toList()),
        new Remedy(
            Remedy.Kind.REPAIR,
            "Correct the input of %s or the code of step %s, then retry; park it until then."
                .formatted(subject.action(), subject.step().name()),
            "another version runs step %s, or the input is corrected"
                .formatted(subject.step().name())));
  }
}
