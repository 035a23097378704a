package dev.changeover.explain.retire;

import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.RollbackStarted;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.component.VersionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a version runs and is given work. */
record VersionReading(Scene scene, ComponentVersion version, ActionsOfVersion actions) {

  /** Instances not heard of for so long are no longer read, so nothing older can be proved. */
  private static final Duration INSTANCES_ARE_READ_FOR = Duration.ofDays(7);

  VersionInUse read() {
    List<Presence> live = ours(scene.live(version.component()));
    List<Presence> working = live.stream().filter(each -> !Draining.takesNothingNew(each)).toList();
    Optional<Recorded<?>> lastUse = lastUse();
    Optional<Recorded<?>> drained = Draining.of(version, scene.environment()).fact();
    return new VersionInUse(
        version,
        scene.instant(),
        cite(working),
        cite(live.stream().filter(Draining::takesNothingNew).toList()),
        cite(
            ours(scene.possiblyLive(version.component())).stream()
                .filter(each -> !live.contains(each))
                .toList()),
        cite(
            scene.possiblyLive(version.component()).stream()
                .filter(each -> each.version() == null)
                .toList()),
        live.stream().mapToLong(VersionReading::inFlight).sum(),
        cite(live.stream().filter(VersionReading::tellsNoInFlight).toList()),
        others(),
        ended(),
        lastUse.map(each -> scene.cite("last use of " + version, spokenUse(each), each)),
        lastUse.map(each -> each.effectiveAt().plus(scene.policy().grace())).orElse(Instant.MIN),
        drained.map(each -> scene.cite("draining of " + version, "takes nothing new", each)),
        drained.flatMap(this::usedSince),
        untold(lastUse));
  }

  private List<Presence> ours(List<Presence> presences) {
    return presences.stream().filter(each -> version.version().equals(each.version())).toList();
  }

  private List<CitedFact> cite(List<Presence> presences) {
    return scene.cite(presences);
  }

  private static boolean tellsNoInFlight(Presence presence) {
    var report = presence.report();
    return report != null
        && report.event().inFlight() == null
        && Draining.takesNothingNew(presence);
  }

  private static long inFlight(Presence presence) {
    var report = presence.report();
    Long inFlight = report == null ? null : report.event().inFlight();
    return inFlight == null ? 0 : inFlight;
  }

  private List<CitedFact> others() {
    return cite(
        scene.live(version.component()).stream()
            .filter(each -> each.version() != null && !version.version().equals(each.version()))
            .filter(each -> !Draining.takesNothingNew(each))
            .toList());
  }

  private List<CitedFact> ended() {
    return ours(scene.presences(version.component())).stream()
        .flatMap(
            each ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(each.end()), Stream.ofNullable(each.successor())))
        .distinct()
        .sorted(Recorded.BY_TIME.reversed())
        .map(each -> scene.cite("end of " + version, each.subject() + " is gone", each))
        .toList();
  }

  /** The latest sign that it was given work. */
  private Optional<Recorded<?>> lastUse() {
    return Stream.of(byInstances(), byItsEnd(), byMessages(), bySchedules(), byActions())
        .flatMap(each -> each)
        .max(
            Comparator.comparing((Recorded<?> each) -> each.effectiveAt())
                .thenComparing(Recorded.BY_TIME));
  }

  private Stream<Recorded<?>> byInstances() {
    return ours(scene.presences(version.component())).stream()
        .flatMap(
            each ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(each.sightings().lastRunning()),
                    Stream.ofNullable(each.sightings().lastObserved())
                        .filter(_ -> each.report() == null)
                        .filter(_ -> !Draining.takesNothingNew(each))));
  }

  /** Of what ended long ago only the day is known on which it was seen last, and the end. */
  private Stream<Recorded<?>> byItsEnd() {
    return component().stream()
        .flatMap(each -> Stream.ofNullable(each.endedLongAgo().get(version.version())))
        .flatMap(
            each ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(each.end()), Stream.ofNullable(each.successor())));
  }

  private String spokenUse(Recorded<?> use) {
    return byItsEnd().anyMatch(use::equals) ? "ended, so none after that" : "given work";
  }

  private Stream<Recorded<?>> byMessages() {
    return scene.environment().flows().stream()
        .filter(each -> version.component().equals(each.component()))
        .filter(each -> version.version().equals(each.version()))
        .flatMap(
            each ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(each.published()), Stream.ofNullable(each.consumed())));
  }

  private Stream<Recorded<?>> bySchedules() {
    return scene.environment().schedules().stream()
        .filter(each -> version.component().equals(each.component()))
        .filter(each -> version.version().equals(each.version()))
        .flatMap(each -> Stream.<Recorded<?>>ofNullable(each.fired()));
  }

  /** What open actions show, and tries that were begun on it since it was drained. */
  private Stream<Recorded<?>> byActions() {
    return Stream.concat(
        actions.actions().stream().filter(ActionReading::isOpen).flatMap(this::onIt), begun());
  }

  private Stream<Recorded<?>> onIt(Action action) {
    return action.facts().stream()
        .filter(each -> ComponentVersion.toldBy(each.event()).filter(version::equals).isPresent())
        .map(each -> each);
  }

  /** A new route to it, an override or a retry, later than the word that it takes nothing new. */
  private Optional<CitedFact> usedSince(Recorded<?> drained) {
    return Stream.of(putHere(), rolledBackTo(), byMessages(), begun())
        .flatMap(each -> each)
        .filter(each -> each.effectiveAt().isAfter(drained.effectiveAt()))
        .max(Recorded.BY_TIME)
        .map(each -> scene.cite("later use of " + version, spoken(each), each));
  }

  private static String spoken(Recorded<?> use) {
    return switch (use.event()) {
      case StepStarted e -> "step %s of %s began on it".formatted(e.step(), e.action());
      case RollbackStarted e -> "release %s began to roll back to it".formatted(e.release());
      case MessagePublished e -> "it put a message into " + e.queue();
      case MessageConsumed e -> "it took a message from " + e.queue();
      default -> "a pipeline put it here";
    };
  }

  private Stream<Recorded<?>> putHere() {
    return component().stream()
        .flatMap(each -> Stream.ofNullable(each.versions().get(version.version())))
        .map(VersionFacts::announcements)
        .flatMap(each -> each.put().stream());
  }

  private Stream<Recorded<?>> rolledBackTo() {
    return scene.environment().releases().values().stream()
        .flatMap(each -> each.rollbacks().values().stream())
        .flatMap(each -> Stream.ofNullable(each.started()))
        .filter(each -> isTo(each.event()))
        .map(each -> each);
  }

  private boolean isTo(RollbackStarted rollback) {
    return version.component().equals(rollback.component())
        && version.version().equals(rollback.target());
  }

  private Stream<Recorded<?>> begun() {
    Instant since = Draining.countsWorkSince(version, scene.environment(), scene.instant());
    return actions.actions().stream()
        .flatMap(this::onIt)
        .filter(each -> each.event() instanceof StepStarted)
        .filter(each -> each.effectiveAt().isAfter(since));
  }

  private Optional<ComponentFacts> component() {
    return scene.environment().component(version.component());
  }

  /** Nothing fresh shows what runs of the component, or a pipeline put it here and none came. */
  private boolean untold(Optional<Recorded<?>> lastUse) {
    boolean onlyAnnounced =
        component().filter(each -> each.announced().containsKey(version.version())).isPresent()
            && ours(scene.presences(version.component())).isEmpty();
    boolean graceIsLonger =
        lastUse.isEmpty() && scene.policy().grace().compareTo(INSTANCES_ARE_READ_FOR) > 0;
    return onlyAnnounced || graceIsLonger || !scene.isSeen(version.component());
  }

  /** Whether anything was ever told of the version. */
  boolean isKnown() {
    return component()
            .filter(
                each ->
                    each.versions().containsKey(version.version())
                        || each.clientCounts().containsKey(version.version()))
            .isPresent()
        || lastUse().isPresent()
        || !ours(scene.presences(version.component())).isEmpty()
        || isScheduled()
        || isPlanned()
        || isVerified();
  }

  private boolean isScheduled() {
    return scene.environment().schedules().stream()
        .anyMatch(
            each ->
                version.component().equals(each.component())
                    && version.version().equals(each.version()));
  }

  private boolean isPlanned() {
    return scene.environment().releases().values().stream()
        .flatMap(each -> each.plan().stream())
        .flatMap(each -> each.components().stream())
        .filter(each -> each.name().equals(version.component()))
        .anyMatch(
            each ->
                version.version().equals(each.to())
                    || Objects.equals(version.version(), each.from()));
  }

  private boolean isVerified() {
    return scene.environment().coexistence().verifications().stream()
        .anyMatch(each -> each.lower().equals(version) || each.upper().equals(version));
  }
}
