package dev.changeover.explain.proceed;

import dev.changeover.explain.MissingFact;
import dev.changeover.explain.proceed.NextStep.Bake;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The steps that could be taken now, each with its own preconditions. */
final class StepReading {
  private final Rollout rollout;

  private StepReading(Rollout rollout) {
    this.rollout = rollout;
  }

  static List<ProceedSubject> subjects(Rollout rollout) {
    StepReading reading = new StepReading(rollout);
    List<ProceedSubject> subjects = new ArrayList<>();
    for (PlannedStep each : rollout.next()) {
      subjects.addAll(reading.of(each));
    }
    if (rollout.allDone()) {
      subjects.add(
          new NextStep(
              Optional.empty(),
              reading.bake(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    } else if (rollout.next().isEmpty()) {
      subjects.add(nothingToTake(rollout));
    }
    return subjects;
  }

  private static Unseen nothingToTake(Rollout rollout) {
    return Unseen.of(
        "next step",
        "No step can be taken: those that have begun have not all ended well, and the others wait for them.",
        List.of(rollout.cite().fact("plan", "steps", rollout.planFact())),
        "Ask again when the step under way has ended.",
        MissingFact.Kind.LOOKUP);
  }

  private List<ProceedSubject> of(PlannedStep step) {
    MigrationStepReading migration = new MigrationStepReading(rollout, step);
    OrderReading order = new OrderReading(rollout, step);
    List<ProceedSubject> subjects = new ArrayList<>();
    subjects.add(
        new NextStep(
            Optional.of(step.id()),
            bake(),
            order.read(),
            migration.read(),
            new DoorReading(rollout).door(step)));
    subjects.addAll(order.blind());
    subjects.addAll(migration.blind());
    return subjects;
  }

  /** The longest that any step which has ended must still be watched. */
  private Bake bake() {
    return rollout.plan().steps().stream()
        .flatMap(each -> bake(each).stream())
        .max(Comparator.comparing(each -> each.due().orElseThrow()))
        .orElseGet(
            () ->
                new Bake(
                    Optional.empty(),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    List.of(rollout.cite().fact("plan", "no step taken", rollout.planFact()))));
  }

  private Optional<Bake> bake(PlannedStep step) {
    if (!rollout.wasTaken(step)) {
      return Optional.empty();
    }
    Duration policy =
        step.deploy() == null ? rollout.policy().bake() : rollout.policy().of(step.deploy()).bake();
    Duration wanted = Optional.ofNullable(step.bake()).orElse(policy);
    return Optional.ofNullable(rollout.facts(step).finished())
        .map(
            end -> {
              Instant since = end.effectiveAt();
              Instant due = Peak.watched(since, since.plus(wanted), rollout.policy().peak());
              Duration left = Duration.between(rollout.instant(), due);
              return new Bake(
                  Optional.of(due),
                  Duration.between(since, rollout.instant()),
                  wanted,
                  left.isNegative() ? Duration.ZERO : left,
                  List.of(rollout.cite().fact("end of step " + step.id(), "ended", end)));
            });
  }
}
