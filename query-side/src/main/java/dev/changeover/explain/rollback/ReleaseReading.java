package dev.changeover.explain.rollback;

import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.FactsLacking;
import dev.changeover.explain.environment.MigrationStanding;
import dev.changeover.explain.environment.ReadModelBehind;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The release as a whole, and what of the question itself nobody can tell. */
final class ReleaseReading {
  private ReleaseReading() {}

  static List<RollbackSubject> subjects(Scene scene) {
    List<RollbackSubject> subjects = new ArrayList<>();
    subjects.add(
        new ReleaseUnderRollback(
            "release " + scene.facts().question().subject(), running(scene), seen(scene)));
    subjects.addAll(scene.targets().unknown());
    behind(scene, "environment", scene.environment().position()).ifPresent(subjects::add);
    FactsLacking.of(scene.environment(), scene.facts().asked()).stream()
        .map(
            each ->
                new BlindSpot(
                    each.subject(), each.message(), each.facts(), each.missingInASentence()))
        .forEach(subjects::add);
    return subjects;
  }

  /** A read model that has not come as far as the position asked about. */
  static Optional<BlindSpot> behind(Scene scene, String readModel, long position) {
    return ReadModelBehind.of(readModel, position, scene.facts().asked().position())
        .map(each -> new BlindSpot(each.readModel(), each.message(), List.of(), each.missing()));
  }

  private static List<CitedFact> running(Scene scene) {
    Stream<CitedFact> steps =
        scene.environment().releases().values().stream()
            .flatMap(release -> release.runningNow().stream())
            .map(each -> scene.cite().fact(nameOf(each), "running", each));
    Stream<CitedFact> phases =
        scene.environment().migrations().values().stream()
            .flatMap(each -> MigrationStanding.runningPhase(each).stream())
            .map(each -> scene.cite().fact(nameOf(each), "running", each));
    return Stream.concat(steps, phases).toList();
  }

  private static String nameOf(Recorded<?> started) {
    return switch (started.event()) {
      case ReleaseStepStarted e -> "step %s of release %s".formatted(e.step(), e.release());
      case RollbackStarted e -> "rollback of release " + e.release();
      case PhaseStarted e -> "phase %s of migration %s".formatted(e.phase(), e.migration());
      case PhaseFinished e -> "phase %s of migration %s".formatted(e.phase(), e.migration());
      default -> started.subject();
    };
  }

  private static List<CitedFact> seen(Scene scene) {
    Collection<ReleaseFacts> releases =
        scene.facts().question().release().isPresent()
            ? scene.release().stream().toList()
            : scene.environment().releases().values();
    return releases.stream()
        .flatMap(ReleaseReading::told)
        .max(Recorded.BY_TIME)
        .or(() -> releases.stream().flatMap(each -> each.planFact().stream()).max(Recorded.BY_TIME))
        .map(each -> scene.cite().fact("latest of the release", told(each), each))
        .stream()
        .toList();
  }

  private static String told(Recorded<?> fact) {
    return switch (fact.event()) {
      case ReleaseEvent.ReleasePlanned _, ReleaseEvent.ReleasePlanAmended _ -> "planned";
      case ReleaseEvent.ReleaseStarted _ -> "started";
      case ReleaseEvent.ReleaseFinished _ -> "finished";
      case ReleaseEvent.ReleaseAborted _ -> "aborted";
      case ReleaseStepStarted e -> "step " + e.step() + " started";
      case ReleaseEvent.ReleaseStepFinished e ->
          "step %s %s".formatted(e.step(), e.outcome() == null ? "finished" : e.outcome());
      case ReleaseEvent.RollbackFinished _ -> "rollback finished";
      default -> fact.subject();
    };
  }

  private static Stream<Recorded<?>> told(ReleaseFacts release) {
    return Stream.of(
            Stream.<Recorded<?>>ofNullable(release.started()),
            Stream.<Recorded<?>>ofNullable(release.finished()),
            Stream.<Recorded<?>>ofNullable(release.aborted()),
            release.steps().values().stream()
                .<Recorded<?>>flatMap(
                    step ->
                        Stream.concat(
                            Stream.<Recorded<?>>ofNullable(step.started()),
                            Stream.<Recorded<?>>ofNullable(step.finished()))),
            release.rollbacks().values().stream()
                .<Recorded<?>>flatMap(back -> Stream.<Recorded<?>>ofNullable(back.finished())))
        .flatMap(each -> each);
  }
}
