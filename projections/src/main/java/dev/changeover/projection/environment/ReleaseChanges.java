package dev.changeover.projection.environment;

import static dev.changeover.projection.join.Join.as;

import dev.changeover.event.MigrationEvent;
import dev.changeover.event.MigrationEvent.MigrationDeclared;
import dev.changeover.event.MigrationEvent.MigrationProgressed;
import dev.changeover.event.MigrationEvent.MigrationReverted;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ReleaseEvent.ReleaseAborted;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleasePlanAmended;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.function.UnaryOperator;

/** What facts about releases, their rehearsals and migrations change. */
final class ReleaseChanges {
  private ReleaseChanges() {}

  static Change<?> of(Recorded<?> fact, ReleaseEvent event) {
    return switch (event) {
      case ReleasePlanned e -> release(e.release(), as(fact, e));
      case ReleasePlanAmended e -> release(e.release(), as(fact, e));
      case ReleaseStarted e -> release(e.release(), as(fact, e));
      case ReleaseFinished e -> release(e.release(), as(fact, e));
      case ReleaseAborted e -> release(e.release(), as(fact, e));
      case ReleaseStepStarted e -> release(e.release(), as(fact, e));
      case ReleaseStepFinished e -> release(e.release(), as(fact, e));
      case RollbackStarted e -> release(e.release(), as(fact, e));
      case RollbackFinished e -> release(e.release(), as(fact, e));
      case RollbackRehearsed e ->
          Change.of(
              StateKind.REHEARSAL,
              known -> (known == null ? RehearsalFacts.none(e) : known).rehearsed(as(fact, e)),
              e.release(),
              e.component(),
              e.from(),
              e.to());
    };
  }

  private static Change<ReleaseFacts> release(
      String release, Recorded<? extends ReleaseEvent> fact) {
    return Change.of(
        StateKind.RELEASE,
        known -> (known == null ? ReleaseFacts.none(release) : known).merge(fact),
        release);
  }

  static Change<MigrationFacts> of(Recorded<?> fact, MigrationEvent event) {
    UnaryOperator<MigrationFacts> change =
        switch (event) {
          case MigrationDeclared e -> each -> each.declared(as(fact, e));
          case PhaseStarted e -> each -> each.started(as(fact, e));
          case PhaseFinished e -> each -> each.finished(as(fact, e));
          case MigrationProgressed e -> each -> each.progressed(as(fact, e));
          case MigrationReverted e -> each -> each.reverted(as(fact, e));
        };
    return Change.of(
        StateKind.MIGRATION,
        known -> change.apply(known == null ? MigrationFacts.none(event.migration()) : known),
        event.migration());
  }
}
