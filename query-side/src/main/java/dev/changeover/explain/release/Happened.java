package dev.changeover.explain.release;

import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Statement;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.RollbackFacts;
import dev.changeover.projection.environment.release.StepFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened, in order of time. */
final class Happened {
  private final ReleaseAt at;
  private final List<Timed> told = new ArrayList<>();

  private record Timed(Recorded<?> fact, String text) {}

  Happened(ReleaseAt at) {
    this.at = at;
  }

  List<Statement> statements() {
    ReleaseFacts release = at.release();
    tell(release.started(), "It started");
    release.steps().values().forEach(this::step);
    release.rollbacks().values().forEach(this::rollback);
    at.migrations().forEach(this::migration);
    if (release.finished() != null) {
      String outcome = release.finished().event().outcome();
      tell(release.finished(), "It finished" + (outcome == null ? "" : " as " + outcome));
    }
    if (release.aborted() != null) {
      String reason = release.aborted().event().reason();
      tell(release.aborted(), "It was aborted" + (reason == null ? "" : " (" + reason + ")"));
    }
    release.planFact().ifPresent(fact -> tell(fact, planned(fact, release)));
    told.sort(Comparator.comparing(Timed::fact, Recorded.BY_TIME));
    return told.stream().map(each -> Statement.of(each.text(), List.of(each.fact()))).toList();
  }

  /** Also a plan that was handed in when all was over tells what was meant. */
  private static String planned(Recorded<?> plan, ReleaseFacts release) {
    Recorded<?> started = release.started();
    return started == null || !plan.effectiveAt().isAfter(started.effectiveAt())
        ? "It was planned"
        : "Its plan was handed in afterwards,";
  }

  private void tell(@Nullable Recorded<?> fact, String text) {
    if (fact != null) {
      told.add(timed(fact, text));
    }
  }

  private Timed timed(Recorded<?> fact, String text) {
    return new Timed(fact, text + " at " + at.say(fact) + ".");
  }

  private void step(StepFacts step) {
    if (step.running()) {
      tell(step.started(), "Step `" + step.step() + "` started");
    } else if (step.finished() != null) {
      tell(step.finished(), "Step `%s` %s".formatted(step.step(), ending(step)));
    }
  }

  private static String ending(StepFacts step) {
    return switch (step.outcome()) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case SKIPPED -> "was skipped";
      case null -> "ended, with no outcome told,";
    };
  }

  private void rollback(RollbackFacts rollback) {
    String what = rollback.component() == null ? "" : " of " + rollback.component();
    if (rollback.running()) {
      tell(rollback.started(), "A rollback" + what + " started");
    } else if (rollback.finished() != null) {
      boolean failed = rollback.finished().event().outcome() == Outcome.FAILED;
      tell(rollback.finished(), "A rollback" + what + (failed ? " failed" : " finished"));
    }
  }

  private void migration(MigrationFacts migration) {
    for (PhaseFacts phase : migration.phases().values()) {
      String name = "Migration `%s`".formatted(migration.migration());
      phase
          .running()
          .ifPresentOrElse(
              fact -> tell(fact, name + " began " + phase.phase()),
              () -> phase.finished().ifPresent(fact -> tell(fact, name + ending(fact))));
      phase
          .reverted()
          .ifPresent(fact -> tell(fact, name + " was taken back from " + phase.phase()));
    }
  }

  private static String ending(Recorded<PhaseFinished> fact) {
    boolean failed = fact.event().outcome() == Outcome.FAILED;
    return (failed ? " failed to reach " : " reached ") + fact.event().phase();
  }
}
