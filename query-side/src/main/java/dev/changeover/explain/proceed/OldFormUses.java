package dev.changeover.explain.proceed;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.CallersLeft;
import dev.changeover.explain.environment.DeclaredUses;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Uses of what a migration takes away: paths to it that somebody who may come back used within the
 * longest business cycle, and steps of actions that are declared to use it.
 */
record OldFormUses(Rollout rollout, String migration) {

  List<CitedFact> read() {
    return Stream.concat(calls(), steps()).toList();
  }

  private Stream<CitedFact> calls() {
    Instant since = rollout.instant().minus(rollout.policy().longestBusinessCycle());
    return rollout.at().facts().paths().values().stream()
        .filter(each -> each.present() && isTakenAway(each))
        .flatMap(
            path ->
                new CallersLeft(rollout.at(), path)
                    .mayComeBack().stream()
                        .filter(each -> each.getValue().effectiveAt().isAfter(since))
                        .map(each -> cite(path, each)));
  }

  private CitedFact cite(PathFacts path, Map.Entry<String, Recorded<PathUsed>> use) {
    return rollout
        .cite()
        .fact(
            "use of path " + path.path(),
            use.getKey().isEmpty() ? "used" : "by " + use.getKey(),
            use.getValue());
  }

  private Stream<CitedFact> steps() {
    return new DeclaredUses(rollout.at())
        .of(this::isTakenAway).stream()
            .map(
                (Recorded<ActionTypeDeclared> each) ->
                    rollout
                        .cite()
                        .fact(
                            DeclaredUses.stepOf(each.event(), this::isTakenAway),
                            "declared to use it",
                            each));
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
                  return range != null && each.from() != null && range.includes(each.from());
                });
  }
}
