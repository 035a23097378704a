package dev.changeover.graphql.environment;

import dev.changeover.graphql.asof.Point;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;

/** An environment at a point. */
public record EnvironmentNode(EnvironmentFacts facts, Point point) {

  public String name() {
    return facts.environment();
  }

  public Point asOf() {
    return point;
  }

  Policy policy() {
    return facts.policy();
  }

  Instant instant() {
    return point.instant();
  }
}
