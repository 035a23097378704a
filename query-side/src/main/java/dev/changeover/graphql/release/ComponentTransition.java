package dev.changeover.graphql.release;

import dev.changeover.event.ComponentKind;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import org.jspecify.annotations.Nullable;

/** A component that a release takes from one version to another. */
record ComponentTransition(
    String component,
    ComponentKind kind,
    @Nullable String from,
    String to,
    @Nullable String artifact) {

  static ComponentTransition of(PlannedComponent planned) {
    return new ComponentTransition(
        planned.name(), planned.kind(), planned.from(), planned.to(), planned.artifact());
  }
}
