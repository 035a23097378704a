package dev.changeover.explain.rollback;

import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.ReleaseState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts versions between what would be left and the target: along the transitions of releases;
 * where these do not join the two, by the order in which the versions were first seen or announced.
 */
record StepsBackReading(Scene scene, String component) {

  static List<StepsBack> subjects(Scene scene) {
    return scene.goingBack().stream()
        .map(each -> new StepsBackReading(scene, each))
        .flatMap(
            each ->
                scene.leaving(each.component()).stream()
                    .map(each::read)
                    .max(
                        Comparator.comparingInt(
                            (StepsBack way) -> way.count().orElse(Integer.MAX_VALUE)))
                    .stream())
        .toList();
  }

  private StepsBack read(String from) {
    List<Transition> transitions = transitions();
    OptionalInt along = along(transitions, from);
    return new StepsBack(
        component,
        from,
        target(),
        along.isPresent() || !isPlanned(transitions, from) ? along : bySighting(from),
        scene.policy().of(component).rollbackWindow(),
        along.isPresent()
            ? transitions.stream().filter(each -> each.to().equals(from)).map(this::cite).toList()
            : sightings(from));
  }

  /** Where releases are told of, a version that none of them knows may be anything. */
  private static boolean isPlanned(List<Transition> transitions, String version) {
    return transitions.isEmpty()
        || transitions.stream()
            .anyMatch(each -> each.to().equals(version) || each.from().equals(version));
  }

  /** A release that took the component from one version to another. */
  private record Transition(String from, String to, Recorded<?> plan) {}

  /** Of releases that began; the one that would be undone may not have been told to. */
  private List<Transition> transitions() {
    List<Transition> transitions = new ArrayList<>();
    for (ReleaseFacts release : scene.environment().releases().values()) {
      boolean asked =
          scene.facts().question().release().filter(release.release()::equals).isPresent();
      if (asked || release.state() != ReleaseState.PLANNED) {
        release.plan().stream()
            .flatMap(plan -> plan.components().stream())
            .filter(each -> each.name().equals(component))
            .forEach(each -> add(transitions, each, release));
      }
    }
    return transitions;
  }

  private static void add(
      List<Transition> transitions, PlannedComponent planned, ReleaseFacts release) {
    String from = planned.from();
    if (from != null && release.planFact().isPresent()) {
      transitions.add(new Transition(from, planned.to(), release.planFact().get()));
    }
  }

  /** The fewest transitions between the two, in either direction. */
  private OptionalInt along(List<Transition> transitions, String from) {
    Map<String, Integer> reached = new HashMap<>(Map.of(from, 0));
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      String version = next.removeFirst();
      int steps = reached.getOrDefault(version, 0) + 1;
      for (Transition each : transitions) {
        String other =
            each.to().equals(version)
                ? each.from()
                : each.from().equals(version) ? each.to() : version;
        if (reached.putIfAbsent(other, steps) == null) {
          next.addLast(other);
        }
      }
    }
    Integer count = reached.get(target());
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  private OptionalInt bySighting(String from) {
    List<String> order =
        firsts().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Recorded.BY_TIME))
            .map(Map.Entry::getKey)
            .toList();
    int here = order.indexOf(from);
    int there = order.indexOf(target());
    return here < 0 || there < 0 ? OptionalInt.empty() : OptionalInt.of(Math.abs(here - there));
  }

  /** The first that was seen or announced of each version. */
  private SortedMap<String, Recorded<?>> firsts() {
    SortedMap<String, Recorded<?>> firsts = new TreeMap<>();
    scene.environment().component(component).ifPresent(facts -> collect(facts, firsts));
    return firsts;
  }

  private static void collect(ComponentFacts facts, SortedMap<String, Recorded<?>> firsts) {
    for (Presence each : facts.presences()) {
      if (each.version() != null) {
        firsts.merge(each.version(), each.firstSeen(), StepsBackReading::earlier);
      }
    }
    facts
        .versions()
        .forEach(
            (version, told) ->
                told.announcements()
                    .put()
                    .ifPresent(fact -> firsts.merge(version, fact, StepsBackReading::earlier)));
  }

  private static Recorded<?> earlier(Recorded<?> one, Recorded<?> other) {
    return Recorded.BY_TIME.compare(one, other) <= 0 ? one : other;
  }

  private List<CitedFact> sightings(String from) {
    return firsts().entrySet().stream()
        .filter(each -> each.getKey().equals(from) || each.getKey().equals(target()))
        .map(
            each ->
                scene
                    .cite()
                    .fact(
                        "first of %s %s".formatted(component, each.getKey()),
                        "seen",
                        each.getValue()))
        .toList();
  }

  private CitedFact cite(Transition transition) {
    return scene
        .cite()
        .fact(
            "version of %s before %s".formatted(component, transition.to()),
            transition.from(),
            transition.plan());
  }

  private String target() {
    return scene.targets().versions().getOrDefault(component, "");
  }
}
