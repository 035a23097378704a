package dev.changeover.explain.retire;

import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.KnownAgainst;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedRollback;
import dev.changeover.projection.environment.RehearsalFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.VersionFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What would be gone back to, and what else has been proved as a way back. */
record WayBackReading(Scene scene, ComponentVersion version) {

  WayBack read() {
    return new WayBack(
        version,
        Stream.concat(planned(), proofs(version.version())).distinct().toList(),
        otherVersions().filter(this::holds).flatMap(this::proofs).distinct().toList(),
        scene.readAt("plans, marks and rehearsals", scene.environment().position()));
  }

  /**
   * Plans that brought what is there, or was there last, and those that are not finished, where
   * they go back to this one.
   */
  private Stream<CitedFact> planned() {
    Arrivals arrivals = new Arrivals(scene, version.component());
    return scene.environment().releases().values().stream()
        .filter(each -> arrivals.isAhead(each) || arrivals.isLast(each, version.version()))
        .filter(
            each -> each.plan().flatMap(this::target).filter(version.version()::equals).isPresent())
        .flatMap(each -> cited(each).stream());
  }

  private Optional<String> target(ReleasePlan plan) {
    PlannedRollback rollback = plan.rollback();
    return Optional.ofNullable(rollback)
        .flatMap(each -> Optional.ofNullable(each.target().get(version.component())))
        .or(
            () ->
                Arrivals.planned(plan, version.component())
                    .flatMap(each -> Optional.ofNullable(each.from())));
  }

  private Optional<CitedFact> cited(ReleaseFacts release) {
    return release
        .planFact()
        .map(
            fact ->
                scene.cite(
                    "rollback target of release " + release.release(), version.toString(), fact));
  }

  private Stream<String> otherVersions() {
    Stream<String> known =
        scene.environment().component(version.component()).stream()
            .map(ComponentFacts::versions)
            .flatMap(each -> each.keySet().stream());
    Stream<String> rehearsed =
        scene.environment().rehearsals().stream()
            .filter(each -> version.component().equals(each.component()))
            .map(RehearsalFacts::to);
    return Stream.concat(known, rehearsed)
        .distinct()
        .filter(each -> !each.equals(version.version()));
  }

  /**
   * Whether nothing speaks against going to it. What would be left is a way out only while it runs:
   * a mark from before or after does not outweigh that it is down.
   */
  private boolean holds(String to) {
    KnownAgainst against = new KnownAgainst(scene.at(), version.component(), to);
    return against.marks().isEmpty()
        && against.unavailable().isEmpty()
        && (runs(to)
            || !new Arrivals(scene, version.component()).isWhatWouldBeLeft(to, version.version()));
  }

  private boolean runs(String to) {
    return scene.live(version.component()).stream().anyMatch(each -> to.equals(each.version()));
  }

  /** That a version was marked good, or that going back to it was rehearsed. */
  private Stream<CitedFact> proofs(String to) {
    return Stream.concat(marked(to), rehearsed(to));
  }

  private Stream<CitedFact> marked(String to) {
    return scene
        .environment()
        .component(version.component())
        .flatMap(each -> Optional.ofNullable(each.versions().get(to)))
        .flatMap(WayBackReading::good)
        .map(
            each ->
                scene.cite(
                    "mark of %s %s".formatted(version.component(), to),
                    Mark.LAST_KNOWN_GOOD.toString(),
                    each))
        .stream();
  }

  private static Optional<Recorded<VersionMarked>> good(VersionFacts facts) {
    return Optional.ofNullable(facts.marks().get(Mark.LAST_KNOWN_GOOD))
        .filter(
            good ->
                Stream.of(Mark.FAULTY, Mark.REVOKED)
                    .flatMap(bad -> Stream.ofNullable(facts.marks().get(bad)))
                    .noneMatch(bad -> !bad.effectiveAt().isBefore(good.effectiveAt())));
  }

  private Stream<CitedFact> rehearsed(String to) {
    return scene.environment().rehearsals().stream()
        .filter(each -> version.component().equals(each.component()) && to.equals(each.to()))
        .map(RehearsalFacts::last)
        .filter(each -> each.event().outcome() == Outcome.SUCCEEDED)
        .filter(this::isYoung)
        .map(each -> scene.cite("rehearsal of going back to " + to, "SUCCEEDED", each));
  }

  private boolean isYoung(Recorded<RollbackRehearsed> rehearsal) {
    Duration age = Duration.between(RehearsalFacts.at(rehearsal), scene.instant());
    return age.compareTo(scene.policy().of(version.component()).rehearsalMaxAge()) <= 0;
  }
}
