package dev.changeover.explain.proceed;

import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.NamedUses;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.List;
import java.util.Map;

/**
 * Uses of what a migration takes away: paths to it that somebody who may come back used within the
 * longest business cycle, and steps of actions that are declared to use it.
 */
record OldFormUses(Rollout rollout, String migration) {

  List<CitedFact> read() {
    return new NamedUses(rollout.at(), this::isTakenAway, this::isTakenAway).read();
  }

  /** A name that is of the migration or its schema, or of a path that goes with it. */
  private boolean isTakenAway(String thing) {
    PathFacts path = rollout.at().facts().paths().get(thing);
    return isNamedAfterIt(thing) || (path != null && path.present() && isTakenAway(path));
  }

  private boolean isTakenAway(PathFacts path) {
    return isNamedAfterIt(path.path()) || (mayReachData(path) && isOurs(path));
  }

  private boolean isNamedAfterIt(String thing) {
    return thing.contains(migration) || thing.contains(schema());
  }

  private static boolean mayReachData(PathFacts path) {
    return path.kind() != PathKind.ENDPOINT && path.kind() != PathKind.FLAG;
  }

  private String schema() {
    return rollout.plan().migrations().stream()
        .filter(each -> each.name().equals(migration))
        .map(PlannedMigration::component)
        .findFirst()
        .orElse(migration);
  }

  /** A version that the release replaces needs it. */
  private boolean isOurs(PathFacts path) {
    Map<String, VersionRange> needed = path.neededBy();
    return needed != null
        && rollout.running().stream()
            .anyMatch(
                each -> {
                  VersionRange range = needed.get(each.name());
                  return range != null && each.from() != null && range.mayInclude(each.from());
                });
  }
}
