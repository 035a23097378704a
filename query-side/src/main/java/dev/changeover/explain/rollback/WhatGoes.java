package dev.changeover.explain.rollback;

import dev.changeover.event.Recorded;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.projection.action.InFlightReader.Wanted;
import dev.changeover.projection.action.StepRun;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The versions that would go, and what would take their place.
 *
 * @param left by component: its versions that would go
 * @param boundary position of the first fact of what would be undone; empty: none is known
 * @param targets by component: the version that it would go back to
 */
public record WhatGoes(
    SortedMap<String, NavigableSet<String>> left,
    SortedMap<String, String> targets,
    OptionalLong boundary) {

  static WhatGoes of(Scene scene) {
    SortedMap<String, NavigableSet<String>> left = new TreeMap<>();
    scene.goingBack().forEach(each -> left.put(each, scene.left(each)));
    return new WhatGoes(left, scene.targets().versions(), boundary(scene));
  }

  /** Where the first instance of a version that would go was seen: about there runs are read. */
  private static OptionalLong boundary(Scene scene) {
    return firstSeen(scene).mapToLong(Recorded::position).min();
  }

  /** When that was; empty: none was seen. */
  static Optional<Instant> since(Scene scene) {
    return firstSeen(scene).<Instant>map(Recorded::effectiveAt).min(Instant::compareTo);
  }

  private static Stream<Recorded<?>> firstSeen(Scene scene) {
    return scene.goingBack().stream()
        .flatMap(
            component ->
                scene.environment().component(component).map(ComponentFacts::presences).stream()
                    .flatMap(List::stream)
                    .filter(
                        each ->
                            each.version() != null
                                && scene.leaving(component).contains(each.version())))
        .map(Presence::firstSeen);
  }

  /** For each component the actions begun on, or last seen on, a version that would go. */
  public List<Wanted> pinned() {
    return left.entrySet().stream()
        .map(each -> new Wanted(each.getKey(), each.getValue(), List.of()))
        .toList();
  }

  /** Those of them that stand at a step that the target lacks; components without such left out. */
  public List<Wanted> stuck(Collection<InFlightGroup> groups, Set<StepRun> steps) {
    Map<String, NavigableSet<String>> lacking = new TreeMap<>();
    for (InFlightGroup each : groups) {
      if (lacks(each, steps)) {
        lacking
            .computeIfAbsent(each.component(), _ -> new TreeSet<>())
            .add(each.type() + "/" + each.step());
      }
    }
    return lacking.entrySet().stream()
        .map(
            each ->
                new Wanted(
                    each.getKey(),
                    left.getOrDefault(each.getKey(), new TreeSet<>()),
                    each.getValue()))
        .toList();
  }

  /**
   * Whether only versions that would go have ever run the step, and the target has run other steps
   * of actions of this type.
   */
  private boolean lacks(InFlightGroup group, Set<StepRun> steps) {
    String component = group.component();
    String target = targets.get(component);
    if (group.step() == null || target == null || !left.containsKey(component)) {
      return false;
    }
    List<StepRun> runs =
        steps.stream()
            .filter(each -> each.component().equals(component) && each.type().equals(group.type()))
            .toList();
    return runs.stream().anyMatch(each -> each.version().equals(target))
        && runs.stream()
            .noneMatch(each -> each.version().equals(target) && each.step().equals(group.step()))
        && runs.stream()
            .anyMatch(
                each ->
                    each.step().equals(group.step())
                        && left.getOrDefault(component, new TreeSet<>()).contains(each.version()));
  }
}
