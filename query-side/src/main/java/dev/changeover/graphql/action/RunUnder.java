package dev.changeover.graphql.action;

import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.graphql.release.ReleaseNode;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the transition that an action ran under. */
final class RunUnder {
  private RunUnder() {}

  /**
   * The release that was started last among those that were under way while the action was, and
   * change a component that touched it; empty: there is none.
   */
  static Optional<ReleaseNode> releaseOf(ActionNode node) {
    var facts = node.at().environment();
    return facts.releases().values().stream()
        .filter(release -> changesWhatTouched(node.action(), release))
        .filter(release -> wasUnderWayWith(node.action(), release))
        .max(Comparator.comparing(RunUnder::begun).thenComparing(ReleaseFacts::release))
        .map(release -> new ReleaseNode(release, facts, node.point()));
  }

  private static boolean changesWhatTouched(Action action, ReleaseFacts release) {
    return release.plan().stream()
        .flatMap(plan -> plan.components().stream())
        .map(ReleasePlan.PlannedComponent::name)
        .anyMatch(
            name ->
                action.versions().stream().map(ComponentVersion::component).anyMatch(name::equals));
  }

  private static boolean wasUnderWayWith(Action action, ReleaseFacts release) {
    Instant begun = begun(release);
    Instant over = over(release);
    return !begun.equals(Instant.MAX)
        && action.lastSeenAt().filter(last -> !last.isBefore(begun)).isPresent()
        && action.beganAt().filter(began -> over == null || !began.isAfter(over)).isPresent();
  }

  private static Instant begun(ReleaseFacts release) {
    return Stream.concat(
            Stream.<Recorded<?>>ofNullable(release.started()),
            release.steps().values().stream()
                .<Recorded<?>>flatMap(step -> Stream.ofNullable(step.started())))
        .map(Recorded::effectiveAt)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private static @Nullable Instant over(ReleaseFacts release) {
    return release.open()
        ? null
        : Stream.of(release.finished(), release.aborted())
            .flatMap(Stream::ofNullable)
            .map(Recorded::effectiveAt)
            .max(Instant::compareTo)
            .orElse(null);
  }
}
