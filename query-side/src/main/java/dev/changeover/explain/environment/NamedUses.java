package dev.changeover.explain.environment;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Uses of some things: paths that somebody who may come back used within the longest business
 * cycle, and steps of actions that are declared to use one by its name.
 *
 * @param paths which of the paths
 * @param names which names of columns, tables, topics and paths
 */
public record NamedUses(EnvironmentAt at, Predicate<PathFacts> paths, Predicate<String> names) {

  public List<CitedFact> read() {
    return Stream.concat(calls(), steps()).toList();
  }

  private Stream<CitedFact> calls() {
    Instant since = at.instant().minus(at.policy().longestBusinessCycle());
    return at.facts().paths().values().stream()
        .filter(each -> each.present() && paths.test(each))
        .flatMap(
            path ->
                new CallersLeft(at, path)
                    .mayComeBack().stream()
                        .filter(each -> each.getValue().effectiveAt().isAfter(since))
                        .map(each -> cite(path, each)));
  }

  private CitedFact cite(PathFacts path, Map.Entry<String, Recorded<PathUsed>> use) {
    return at.cite()
        .fact(
            "use of path " + path.path(),
            use.getKey().isEmpty() ? "used" : "by " + use.getKey(),
            use.getValue());
  }

  private Stream<CitedFact> steps() {
    return new DeclaredUses(at)
        .of(names).stream()
            .map(
                (Recorded<ActionTypeDeclared> each) ->
                    at.cite()
                        .fact(
                            DeclaredUses.stepOf(each.event(), names), "declared to use it", each));
  }
}
