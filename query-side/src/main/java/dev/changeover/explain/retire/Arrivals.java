package dev.changeover.explain.retire;

import dev.changeover.event.Recorded;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.ReleaseState;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which releases brought what is there of a component, or was there last. A version that crashed
 * was brought too: it is the one that has to be gone back from.
 */
record Arrivals(Scene scene, String component) {

  static Optional<PlannedComponent> planned(ReleasePlan plan, String component) {
    return plan.components().stream().filter(each -> each.name().equals(component)).findFirst();
  }

  /**
   * Whether a release is planned, and the version that it brings has not been seen: it will need
   * its way back.
   */
  boolean isAhead(ReleaseFacts release) {
    return release.state() == ReleaseState.PLANNED
        && to(release).filter(each -> came(each).isEmpty()).isPresent();
  }

  /** Whether a release brought another version than this one, which nothing has replaced since. */
  boolean isLast(ReleaseFacts release, String old) {
    Optional<String> to = to(release).filter(each -> !each.equals(old));
    return to.filter(each -> isLive(each) || isLast(release, each, old)).isPresent();
  }

  /**
   * Whether a version is what a rollback to the old one would leave: a release brought it last, or
   * no other came after it.
   */
  boolean isWhatWouldBeLeft(String version, String old) {
    boolean planned =
        scene.environment().releases().values().stream()
            .filter(each -> to(each).filter(version::equals).isPresent())
            .anyMatch(each -> isLast(each, old));
    return planned || cameLast(old).filter(version::equals).isPresent();
  }

  private Optional<String> cameLast(String old) {
    return scene.presences(component).stream()
        .flatMap(each -> Stream.ofNullable(each.version()))
        .distinct()
        .filter(each -> !each.equals(old))
        .max(Comparator.comparing(each -> came(each).orElse(Instant.MIN)));
  }

  private boolean isLast(ReleaseFacts release, String to, String old) {
    return brought(release, to)
        .filter(at -> releasesSince(release, at, to, old).findAny().isEmpty())
        .filter(at -> versionsSince(at, to, old).findAny().isEmpty())
        .isPresent();
  }

  /** A later release that brought something else has a way back of its own. */
  private Stream<ReleaseFacts> releasesSince(
      ReleaseFacts release, Instant at, String to, String old) {
    return scene.environment().releases().values().stream()
        .filter(each -> !each.release().equals(release.release()))
        .filter(
            each ->
                to(each)
                    .filter(other -> !other.equals(to) && !other.equals(old))
                    .flatMap(other -> brought(each, other))
                    .filter(at::isBefore)
                    .isPresent());
  }

  private Stream<String> versionsSince(Instant at, String to, String old) {
    return scene.at().liveVersions(component).stream()
        .filter(each -> !each.equals(to) && !each.equals(old))
        .filter(each -> came(each).filter(at::isBefore).isPresent());
  }

  private Optional<String> to(ReleaseFacts release) {
    return release.plan().flatMap(each -> planned(each, component)).map(PlannedComponent::to);
  }

  private boolean isLive(String version) {
    return scene.at().liveVersions(component).contains(version);
  }

  /** When a release brought a version; empty: it did not, or it has been gone back from already. */
  private Optional<Instant> brought(ReleaseFacts release, String version) {
    Optional<Instant> began = began(release);
    return switch (release.state()) {
      case ROLLED_BACK -> Optional.empty();
      case ABORTED -> came(version).map(at -> later(at, began.orElse(at)));
      case PLANNED -> came(version).or(() -> unseen(release));
      case RESTING, RUNNING, ROLLING_BACK, FINISHED ->
          began.map(at -> later(at, came(version).orElse(at)));
    };
  }

  /** Where nothing of the component is there, what came by the plan may be too long gone to see. */
  private Optional<Instant> unseen(ReleaseFacts release) {
    return scene.at().liveVersions(component).isEmpty()
        ? release.planFact().map(Recorded::effectiveAt)
        : Optional.empty();
  }

  /** The first word of its steps, or of the release itself. */
  private static Optional<Instant> began(ReleaseFacts release) {
    Stream<Recorded<?>> ofSteps =
        release.steps().values().stream()
            .flatMap(
                each ->
                    Stream.<Recorded<?>>concat(
                        Stream.ofNullable(each.started()), Stream.ofNullable(each.finished())));
    Stream<Recorded<?>> ofRelease =
        Stream.of(
                Stream.<Recorded<?>>ofNullable(release.started()),
                Stream.<Recorded<?>>ofNullable(release.finished()))
            .flatMap(each -> each);
    return Stream.concat(ofSteps, ofRelease).map(Recorded::effectiveAt).min(Instant::compareTo);
  }

  /** When it was first seen, or last deployed if that was later. */
  private Optional<Instant> came(String version) {
    Stream<Instant> seen =
        scene.presences(component).stream()
            .filter(each -> version.equals(each.version()))
            .map(Presence::runsSince)
            .min(Instant::compareTo)
            .stream();
    return Stream.concat(seen, deployed(version)).max(Instant::compareTo);
  }

  private Stream<Instant> deployed(String version) {
    return scene
        .environment()
        .component(component)
        .map(ComponentFacts::versions)
        .flatMap(each -> Optional.ofNullable(each.get(version)))
        .flatMap(each -> each.announcements().put())
        .map(Recorded::effectiveAt)
        .stream();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
