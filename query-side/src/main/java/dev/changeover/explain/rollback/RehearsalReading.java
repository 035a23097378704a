package dev.changeover.explain.rollback;

import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackFinished;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.SpokenTime;
import dev.changeover.explain.environment.RehearsedState;
import dev.changeover.explain.rollback.WayBack.Rehearsal;
import dev.changeover.explain.rollback.WayBack.Step;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.projection.environment.RehearsalFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Reads which of the steps back were rehearsed, and whether that still says anything. */
record RehearsalReading(Scene scene, List<MigrationInTheWay> migrations) {

  Optional<WayBack> subject() {
    List<Step> steps =
        scene.goingBack().stream()
            .flatMap(
                component -> scene.leaving(component).stream().map(from -> step(component, from)))
            .toList();
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WayBack(
                "way back of " + scene.facts().question().subject(),
                steps,
                steps.stream().noneMatch(Step::wanted)));
  }

  /** All rehearsals of the steps back, the latest of each first. */
  List<Recorded<RollbackRehearsed>> all() {
    return scene.environment().rehearsals().stream()
        .filter(each -> isOfRelease(each) || isOfAComponent(each))
        .flatMap(each -> each.latest().values().stream())
        .sorted(Comparator.comparing(RehearsalFacts::at).reversed())
        .toList();
  }

  private boolean isOfAComponent(RehearsalFacts rehearsal) {
    return scene.goingBack().stream()
        .filter(each -> each.equals(rehearsal.component()))
        .anyMatch(each -> target(each).equals(rehearsal.to()));
  }

  private static boolean isSince(
      Recorded<RollbackFinished> tried, Recorded<RollbackRehearsed> rehearsed) {
    return !tried.effectiveAt().isBefore(RehearsalFacts.at(rehearsed));
  }

  private Step step(String component, String from) {
    Optional<Recorded<RollbackFinished>> tried = tried(component, from);
    return new Step(
        component,
        from,
        target(component),
        scene.environment().rehearsals().stream()
            .filter(
                each ->
                    isOf(each, component, from) || (isOfRelease(each) && brought(component, from)))
            .map(RehearsalFacts::last)
            .max(Comparator.comparing(RehearsalFacts::at).thenComparing(Recorded.BY_TIME))
            .filter(each -> tried.filter(end -> isSince(end, each)).isEmpty())
            .map(this::read)
            .or(() -> tried.map(this::readTried)),
        scene.policy().of(component).mustRehearse());
  }

  /** The last that went this way in earnest, unless it went well. */
  private Optional<Recorded<RollbackFinished>> tried(String component, String from) {
    return scene.environment().releases().values().stream()
        .filter(each -> each.plan().filter(plan -> brings(plan, component, from)).isPresent())
        .flatMap(
            each ->
                Stream.of("", component)
                    .flatMap(key -> Stream.ofNullable(each.rollbacks().get(key))))
        .flatMap(each -> Stream.ofNullable(each.finished()))
        .max(Recorded.BY_TIME)
        .filter(each -> each.event().outcome() != Outcome.SUCCEEDED);
  }

  private static boolean brings(ReleasePlan plan, String component, String version) {
    return plan.components().stream()
        .anyMatch(each -> each.name().equals(component) && each.to().equals(version));
  }

  private boolean isOf(RehearsalFacts rehearsal, String component, String from) {
    return component.equals(rehearsal.component())
        && from.equals(rehearsal.from())
        && target(component).equals(rehearsal.to());
  }

  /** What the release brought: of a version that was left behind its rehearsal says nothing. */
  private boolean brought(String component, String version) {
    return scene.planned(component).filter(each -> version.equals(each.to())).isPresent();
  }

  /** Of this release as a whole, to where it would go back to. */
  private boolean isOfRelease(RehearsalFacts rehearsal) {
    String release = rehearsal.release();
    return release != null
        && rehearsal.component() == null
        && scene.facts().question().release().filter(release::equals).isPresent()
        && isTarget(rehearsal.to());
  }

  private boolean isTarget(String to) {
    SortedMap<String, String> targets = scene.targets().versions();
    return to.equals(scene.targets().label())
        || (targets.size() == 1 && targets.containsValue(to))
        || scene
            .environment()
            .release(to)
            .flatMap(ReleaseFacts::plan)
            .filter(
                plan ->
                    targets.entrySet().stream()
                        .allMatch(
                            each ->
                                plan.components().stream()
                                    .anyMatch(
                                        one ->
                                            one.name().equals(each.getKey())
                                                && one.to().equals(each.getValue()))))
            .isPresent();
  }

  Rehearsal read(Recorded<RollbackRehearsed> fact) {
    RollbackRehearsed told = fact.event();
    Duration took = told.duration();
    Instant at = RehearsalFacts.at(fact);
    Duration age = Duration.between(at, scene.instant());
    return new Rehearsal(
        told.outcome() == Outcome.SUCCEEDED,
        RehearsedState.difference(
            scene.at(), migrations.stream().map(MigrationInTheWay::migration).toList(), fact),
        new CitedFact(
            "rehearsal of %s from %s to %s"
                .formatted(
                    told.component() == null ? "release " + told.release() : told.component(),
                    told.from(),
                    told.to()),
            told.outcome() + (took == null ? "" : ", took " + SpokenTime.length(took)),
            at,
            fact.recordedAt(),
            age.isNegative() ? Duration.ZERO : age,
            scene.policy().rehearsalMaxAge(),
            List.of(fact.position())));
  }

  /** A rollback in earnest that failed weighs as a rehearsal that did. */
  private Rehearsal readTried(Recorded<RollbackFinished> fact) {
    RollbackFinished told = fact.event();
    return new Rehearsal(
        false,
        told.outcome() == null
            ? Optional.of("in earnest, and nobody told how that ended")
            : Optional.empty(),
        scene
            .cite()
            .fact(
                "rollback of "
                    + (told.component() == null ? "release " + told.release() : told.component()),
                told.outcome() == null ? "nobody said how" : told.outcome().toString(),
                fact,
                scene.policy().rehearsalMaxAge()));
  }

  private String target(String component) {
    return scene.targets().versions().getOrDefault(component, "");
  }
}
