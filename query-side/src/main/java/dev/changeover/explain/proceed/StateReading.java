package dev.changeover.explain.proceed;

import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.proceed.RolloutState.GoesOn;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.FreezeFacts;
import dev.changeover.projection.environment.migration.MigrationFacts;
import dev.changeover.projection.environment.migration.PhaseFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.ReleaseState;
import dev.changeover.projection.environment.release.StepFacts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The rollout as a whole, and what else goes on around it. */
final class StateReading {
  private StateReading() {}

  static List<ProceedSubject> subjects(ProceedFacts facts, Rollout rollout) {
    return List.of(
        new RolloutState(
            "release " + facts.subject(),
            Stream.of(
                    failed(rollout), ended(rollout), new BackAgain(rollout).facts(), over(rollout))
                .flatMap(each -> each)
                .toList(),
            goesOn(rollout),
            Stream.of(
                    running(rollout),
                    incidents(rollout),
                    freezes(rollout),
                    others(rollout),
                    migrations(rollout))
                .flatMap(each -> each)
                .toList(),
            List.of(readAt(facts, rollout))));
  }

  private static GoesOn goesOn(Rollout rollout) {
    return switch (rollout.release().state()) {
      case ABORTED, ROLLED_BACK, FINISHED -> GoesOn.NEVER;
      case ROLLING_BACK -> GoesOn.NOT_WHILE_IT_GOES_BACK;
      case PLANNED, RESTING, RUNNING -> GoesOn.WHEN_TAKEN_AGAIN;
    };
  }

  private static Stream<CitedFact> failed(Rollout rollout) {
    return rollout.release().steps().values().stream()
        .filter(each -> each.failed() || isEndedUntold(each))
        .flatMap(
            each ->
                Stream.ofNullable(each.finished())
                    .map(
                        end ->
                            rollout
                                .cite()
                                .fact(
                                    "step " + each.step(),
                                    each.failed() ? "FAILED" : "ended, nobody said how",
                                    end)));
  }

  private static boolean isEndedUntold(StepFacts step) {
    return step.finished() != null && !step.running() && !step.succeeded();
  }

  /** A release that was aborted or goes back has no next step. */
  private static Stream<CitedFact> ended(Rollout rollout) {
    ReleaseState state = rollout.release().state();
    boolean over =
        state == ReleaseState.ABORTED
            || state == ReleaseState.ROLLED_BACK
            || state == ReleaseState.ROLLING_BACK;
    return !over
        ? Stream.empty()
        : Stream.concat(
                Stream.<Recorded<?>>ofNullable(rollout.release().aborted()),
                rollout.release().rollbacks().values().stream()
                    .flatMap(
                        each ->
                            Stream.<Recorded<?>>concat(
                                Stream.ofNullable(each.started()),
                                Stream.ofNullable(each.finished()))))
            .max(Recorded.BY_TIME)
            .stream()
            .map(
                each ->
                    rollout
                        .cite()
                        .fact("release " + rollout.release().release(), state.toString(), each));
  }

  /** Declared over before all of its steps were taken: there is no next one. */
  private static Stream<CitedFact> over(Rollout rollout) {
    boolean over = rollout.release().state() == ReleaseState.FINISHED && !rollout.allDone();
    return !over
        ? Stream.empty()
        : Stream.<Recorded<?>>ofNullable(rollout.release().finished())
            .map(
                each ->
                    rollout
                        .cite()
                        .fact(
                            "release " + rollout.release().release(),
                            "over before all of its steps were taken",
                            each));
  }

  private static Stream<CitedFact> running(Rollout rollout) {
    return rollout.release().runningNow().stream()
        .map(each -> rollout.cite().fact("change of this release", "under way", each));
  }

  private static Stream<CitedFact> incidents(Rollout rollout) {
    return facts(rollout).incidents().values().stream()
        .filter(each -> each.open())
        .flatMap(
            each ->
                Stream.ofNullable(each.opened())
                    .map(fact -> rollout.cite().fact("incident " + each.incident(), "open", fact)));
  }

  private static Stream<CitedFact> freezes(Rollout rollout) {
    return facts(rollout).freezes().values().stream()
        .flatMap(
            (FreezeFacts freeze) -> {
              List<Recorded<FreezeStarted>> open = freeze.open();
              return open.stream()
                  .map(
                      each ->
                          rollout
                              .cite()
                              .fact(
                                  "freeze " + freeze.freeze(),
                                  open.size() == 1 ? "on" : "on " + toldApart(each),
                                  each));
            });
  }

  /** What an end has to repeat where several freeze under one name. */
  private static String toldApart(Recorded<FreezeStarted> freeze) {
    String reason = freeze.event().reason();
    return "(%s, from %s)".formatted(reason == null ? "no reason" : reason, freeze.id().source());
  }

  private static Stream<CitedFact> others(Rollout rollout) {
    return facts(rollout).releases().values().stream()
        .filter(each -> !each.release().equals(rollout.release().release()))
        .filter(ReleaseFacts::open)
        .flatMap(
            each ->
                latest(each)
                    .map(
                        fact ->
                            rollout
                                .cite()
                                .fact("release " + each.release(), each.state().toString(), fact)));
  }

  /** Migrations that this release does not take and that run, or were left where they failed. */
  private static Stream<CitedFact> migrations(Rollout rollout) {
    return facts(rollout).migrations().values().stream()
        .filter(each -> !isTaken(rollout, each.migration()))
        .flatMap(
            migration ->
                Stream.concat(
                    migration.phases().values().stream()
                        .flatMap(
                            each ->
                                each.running().stream()
                                    .map(
                                        fact ->
                                            cited(rollout, migration, each, "under way", fact))),
                    migration.phases().values().stream()
                        .flatMap(
                            each ->
                                each.failed().stream()
                                    .map(
                                        fact -> cited(rollout, migration, each, "FAILED", fact)))));
  }

  private static CitedFact cited(
      Rollout rollout, MigrationFacts migration, PhaseFacts phase, String state, Recorded<?> fact) {
    return rollout
        .cite()
        .fact(
            "phase %s of migration %s".formatted(phase.phase(), migration.migration()),
            state,
            fact);
  }

  private static boolean isTaken(Rollout rollout, String migration) {
    return rollout.release().plan().stream()
        .anyMatch(
            plan ->
                plan.migrations().stream().anyMatch(each -> each.name().equals(migration))
                    || plan.steps().stream().anyMatch(each -> migration.equals(each.migrate())));
  }

  private static Stream<Recorded<?>> latest(ReleaseFacts release) {
    return Stream.concat(
        Stream.<Recorded<?>>ofNullable(release.started()),
        release.steps().values().stream()
            .flatMap(
                each ->
                    Stream.<Recorded<?>>concat(
                        Stream.ofNullable(each.started()), Stream.ofNullable(each.finished()))))
        .max(Recorded.BY_TIME)
        .stream();
  }

  private static EnvironmentFacts facts(Rollout rollout) {
    return rollout.at().facts();
  }

  /** That nothing else goes on is known by the position it was read at, not by an event. */
  private static CitedFact readAt(ProceedFacts facts, Rollout rollout) {
    return new CitedFact(
        "incidents, freezes and releases",
        "all, up to position " + facts.environment().position(),
        rollout.instant(),
        rollout.instant(),
        Duration.ZERO,
        null,
        List.of());
  }
}
