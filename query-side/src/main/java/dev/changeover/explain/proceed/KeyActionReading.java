package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.proceed.KeyAction.Exposure;
import dev.changeover.projection.action.RunsAlike;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether real work still completes on what the release has changed so far. */
final class KeyActionReading {
  private final ProceedFacts facts;
  private final Rollout rollout;

  private KeyActionReading(ProceedFacts facts, Rollout rollout) {
    this.facts = facts;
    this.rollout = rollout;
  }

  static List<ProceedSubject> subjects(ProceedFacts facts, Rollout rollout) {
    KeyActionReading reading = new KeyActionReading(facts, rollout);
    return rollout.keyTypes().isEmpty()
        ? List.of(noKeyType(rollout))
        : rollout.keyTypes().stream().flatMap(each -> reading.of(each).stream()).toList();
  }

  private static Unseen noKeyType(Rollout rollout) {
    return Unseen.of(
        "key types of action",
        "Neither the plan nor the policy says which actions must go on completing.",
        List.of(rollout.cite().fact("plan", "no verification.actionType", rollout.planFact())),
        "Name one under verification in the plan, or under keyActions in the policy.",
        MissingFact.Kind.DECLARATION);
  }

  private List<ProceedSubject> of(String type) {
    if (rollout.exposed().isEmpty() && rollout.migrated().isEmpty()) {
      return List.of(subject(type, Exposure.NOTHING_CHANGED, Optional.empty(), untouched()));
    }
    List<RunsAlike> runs =
        facts.runs().runs().stream().filter(each -> HealthReading.counts(each, type)).toList();
    List<CompletionHealth> healths = new HealthReading(rollout).of(type, runs);
    return healths.isEmpty()
        ? List.of(subject(type, Exposure.NOT_TOLD, Optional.empty(), untouched()))
        : healths.stream()
            .<ProceedSubject>map(
                each -> subject(type, Exposure.COMPARED, Optional.of(each), each.facts()))
            .toList();
  }

  private List<CitedFact> untouched() {
    return List.of(
        rollout.cite().fact("plan", "actions of the release's verification", rollout.planFact()));
  }

  private KeyAction subject(
      String type, Exposure exposure, Optional<CompletionHealth> health, List<CitedFact> cited) {
    Policy policy = rollout.policy();
    return new KeyAction(
        type,
        exposure,
        health,
        health.map(each -> policy.of(each.component())).orElse(policy).sampleFloor(),
        health.flatMap(this::untilEnough),
        policy.mustHaveData(),
        cited);
  }

  /** At the pace at which they came since the last step. */
  private Optional<Duration> untilEnough(CompletionHealth health) {
    long judged = health.current().judged();
    long more = rollout.policy().of(health.component()).sampleFloor() - judged;
    Duration past = Duration.between(rollout.beginning().effectiveAt(), rollout.instant());
    return judged == 0 || more <= 0 || past.isNegative()
        ? Optional.empty()
        : Optional.of(past.multipliedBy(more).dividedBy(judged));
  }
}
