package dev.changeover.explain.release;

import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.Statement;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.projection.environment.migration.PhaseFacts;
import dev.changeover.projection.environment.release.StepFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What runs now and what is to come. */
final class Pending {
  private final ReleaseAt at;

  Pending(ReleaseAt at) {
    this.at = at;
  }

  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    at.release().runningNow().forEach(each -> statements.add(running(name(each), each)));
    at.migrations()
        .forEach(
            migration ->
                migration
                    .runningPhase()
                    .flatMap(PhaseFacts::running)
                    .ifPresent(
                        fact ->
                            statements.add(
                                running("Migration `" + migration.migration() + "`", fact))));
    if (!isOver()) {
      at.plan().stream()
          .flatMap(plan -> plan.steps().stream())
          .filter(this::isOpen)
          .forEach(step -> statements.add(open(step)));
    }
    return statements;
  }

  private boolean isOver() {
    return switch (at.release().state()) {
      case FINISHED, ABORTED, ROLLED_BACK -> true;
      case PLANNED, RESTING, RUNNING, ROLLING_BACK -> false;
    };
  }

  private Statement running(String what, Recorded<?> fact) {
    Duration age = Duration.between(fact.effectiveAt(), at.instant());
    return Statement.of(
        "%s has been running for %s.".formatted(what, SpokenTime.length(age)), List.of(fact));
  }

  private static String name(Recorded<?> fact) {
    return switch (fact.event()) {
      case ReleaseStepStarted e -> "Step `" + e.step() + "`";
      case RollbackStarted e ->
          e.component() == null ? "A rollback" : "A rollback of " + e.component();
      default -> fact.subject();
    };
  }

  private boolean isOpen(PlannedStep step) {
    StepFacts told = at.release().step(step.id());
    return !told.running() && !told.succeeded();
  }

  private Statement open(PlannedStep step) {
    StepFacts told = at.release().step(step.id());
    if (told.failed() && told.finished() != null) {
      return Statement.of(
          "Step `%s` failed and waits for a decision.".formatted(step.id()),
          List.of(told.finished()));
    }
    List<String> waitsFor =
        step.after().stream().filter(each -> !at.release().step(each).succeeded()).toList();
    return new Statement(
        waitsFor.isEmpty()
            ? "Step `%s` may come next.".formatted(step.id())
            : "Step `%s` waits for %s.".formatted(step.id(), String.join(", ", waitsFor)),
        List.of());
  }
}
