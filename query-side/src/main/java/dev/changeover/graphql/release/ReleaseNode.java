package dev.changeover.graphql.release;

import dev.changeover.event.Recorded;
import dev.changeover.graphql.asof.Point;
import dev.changeover.graphql.environment.EnvironmentNode;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.ReleaseState;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A release at a point, within all that is known of its environment. */
public record ReleaseNode(ReleaseFacts release, EnvironmentFacts facts, Point point) {

  public String id() {
    return release.release();
  }

  public EnvironmentNode environment() {
    return new EnvironmentNode(facts, point);
  }

  public Point asOf() {
    return point;
  }

  public ReleaseState state() {
    return release.state();
  }

  /** Names of the components that its plan names. */
  public Set<String> componentNames() {
    return release.plan().stream()
        .flatMap(plan -> plan.components().stream())
        .map(ReleasePlan.PlannedComponent::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Position of the first that is known of it; by this releases are listed. */
  long firstPosition() {
    return Stream.of(
            Stream.of(release.planned(), release.amended(), release.started()),
            Stream.of(release.finished(), release.aborted()),
            release.steps().values().stream()
                .flatMap(step -> Stream.of(step.started(), step.finished())),
            release.rollbacks().values().stream()
                .flatMap(back -> Stream.of(back.started(), back.finished())))
        .flatMap(each -> each)
        .filter(Objects::nonNull)
        .mapToLong(Recorded::position)
        .min()
        .orElse(-1);
  }

  /** Its steps: the planned ones in the order of the plan, then others that were seen. */
  List<ReleaseStep> steps() {
    List<ReleasePlan.PlannedStep> planned =
        release.plan().map(ReleasePlan::steps).orElse(List.of());
    Set<String> ids = planned.stream().map(ReleasePlan.PlannedStep::id).collect(Collectors.toSet());
    return Stream.concat(
            planned.stream().map(step -> ReleaseStep.planned(step, release.step(step.id()))),
            release.steps().values().stream()
                .filter(step -> !ids.contains(step.step()))
                .map(ReleaseStep::unplanned))
        .toList();
  }
}
