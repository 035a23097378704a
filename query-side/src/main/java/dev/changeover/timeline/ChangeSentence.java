package dev.changeover.timeline;

import static dev.changeover.timeline.Words.because;
import static dev.changeover.timeline.Words.count;
import static dev.changeover.timeline.Words.with;
import static dev.changeover.timeline.Words.words;

import dev.changeover.event.MigrationEvent;
import dev.changeover.event.MigrationEvent.PhaseDeclaration;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.plan.ReleasePlan;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Releases and migrations as sentences. */
final class ChangeSentence {
  private ChangeSentence() {}

  static String of(ReleaseEvent event) {
    return switch (event) {
      case ReleaseEvent.ReleasePlanned e ->
          "Release %s was planned: %s.".formatted(e.release(), components(e.plan()));
      case ReleaseEvent.ReleasePlanAmended e ->
          "The plan of release %s was amended: %s.".formatted(e.release(), components(e.plan()));
      case ReleaseEvent.ReleaseStarted e ->
          "Release %s was started%s.".formatted(e.release(), by(e.actor()));
      case ReleaseEvent.ReleaseFinished e ->
          "Release %s was finished%s%s%s."
              .formatted(
                  e.release(),
                  by(e.actor()),
                  with(" with outcome ", e.outcome()),
                  because(e.reason()));
      case ReleaseEvent.ReleaseAborted e ->
          "Release %s was aborted%s%s.".formatted(e.release(), by(e.actor()), because(e.reason()));
      case ReleaseEvent.ReleaseStepStarted e ->
          "Step %s of release %s began%s.".formatted(e.step(), e.release(), by(e.actor()));
      case ReleaseEvent.ReleaseStepFinished e ->
          "Step %s of release %s %s%s."
              .formatted(
                  e.step(),
                  e.release(),
                  e.outcome() == null ? "ended, its outcome was not told" : words(e.outcome()),
                  by(e.actor()));
      case ReleaseEvent.RollbackStarted e ->
          "A rollback of %s began%s%s."
              .formatted(
                  what(e.release(), e.component()), with(" to ", e.target()), because(e.reason()));
      case ReleaseEvent.RollbackFinished e ->
          "The rollback of %s%s %s%s."
              .formatted(
                  what(e.release(), e.component()),
                  with(" to ", e.target()),
                  e.outcome() == null ? "ended, its outcome was not told" : words(e.outcome()),
                  because(e.reason()));
      case ReleaseEvent.RollbackRehearsed e ->
          "Going back from %s to %s%s%s was rehearsed and %s."
              .formatted(
                  e.from(),
                  e.to(),
                  with(" of ", e.component()),
                  with(" in release ", e.release()),
                  words(e.outcome()));
    };
  }

  static String of(MigrationEvent event) {
    return switch (event) {
      case MigrationEvent.MigrationDeclared e ->
          "Migration %s%s was declared%s."
              .formatted(
                  e.migration(),
                  with(" of ", e.schema()),
                  e.phases().isEmpty()
                      ? ""
                      : " with the phases "
                          + e.phases().stream()
                              .map(PhaseDeclaration::phase)
                              .map(Enum::name)
                              .collect(Collectors.joining(", ")));
      case MigrationEvent.PhaseStarted e ->
          "Migration %s began %s%s."
              .formatted(e.migration(), e.phase(), reversible(e.reversible()));
      case MigrationEvent.PhaseFinished e ->
          "Migration %s, phase %s, %s%s%s."
              .formatted(
                  e.migration(),
                  e.phase(),
                  e.outcome() == null ? "is reached" : words(e.outcome()),
                  reversible(e.reversible()),
                  newRows(e.newFormOnlyRows()));
      case MigrationEvent.MigrationProgressed e ->
          "Migration %s, phase %s, has done %s%s%s."
              .formatted(
                  e.migration(),
                  e.phase(),
                  e.done() == null ? "an unknown number of rows" : count(e.done(), "row"),
                  with(" of ", e.total()),
                  newRows(e.newFormOnlyRows()));
      case MigrationEvent.MigrationReverted e ->
          "Migration %s: phase %s was undone.".formatted(e.migration(), e.phase());
    };
  }

  private static String components(ReleasePlan plan) {
    return plan.components().isEmpty()
        ? "no components"
        : plan.components().stream()
            .map(each -> each.name() + with(" from ", each.from()) + " to " + each.to())
            .collect(Collectors.joining(", "));
  }

  private static String what(String release, @Nullable String component) {
    return component == null ? "release " + release : component + " in release " + release;
  }

  private static String by(@Nullable String actor) {
    return with(" by ", actor);
  }

  private static String reversible(@Nullable Boolean reversible) {
    return reversible == null ? "" : reversible ? "; it can be undone" : "; it cannot be undone";
  }

  private static String newRows(@Nullable Long rows) {
    return rows == null ? "" : "; " + count(rows, "row") + " only in the new form";
  }
}
