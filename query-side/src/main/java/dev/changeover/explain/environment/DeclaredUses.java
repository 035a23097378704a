package dev.changeover.explain.environment;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.ActionTypeFacts.Told;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What steps of actions are declared to use: columns, tables, topics and paths, by name. */
public record DeclaredUses(EnvironmentAt at) {

  /** Of each source the latest declaration of a type, where a step of it uses such a thing. */
  public List<Recorded<ActionTypeDeclared>> of(Predicate<String> thing) {
    return bySource()
        .map(each -> each.getLast().last())
        .filter(each -> uses(each.event(), thing))
        .sorted(Recorded.BY_TIME)
        .toList();
  }

  /** What each source declared of each type, in order of time. */
  public Stream<List<Told>> bySource() {
    return at.facts().actionTypes().values().stream()
        .flatMap(
            type ->
                type.told().values().stream()
                    .sorted(Comparator.comparing(Told::last, Recorded.BY_TIME))
                    .collect(
                        Collectors.groupingBy(
                            each -> each.last().id().source(), TreeMap::new, Collectors.toList()))
                    .values()
                    .stream());
  }

  public static boolean uses(ActionTypeDeclared declared, Predicate<String> thing) {
    return declared.steps().stream().anyMatch(each -> each.uses().stream().anyMatch(thing));
  }

  /** The first step that does, for people, e.g. {@code step invoice of order}. */
  public static String stepOf(ActionTypeDeclared declared, Predicate<String> thing) {
    return declared.steps().stream()
        .filter(each -> each.uses().stream().anyMatch(thing))
        .map(each -> "step %s of %s".formatted(each.name(), declared.type()))
        .findFirst()
        .orElse(declared.type());
  }
}
