package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.FirstFew;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.environment.FactsLacking;
import dev.changeover.explain.rollback.ActionsInFlight.Pinned;
import dev.changeover.explain.rollback.ActionsInFlight.Some;
import dev.changeover.explain.rollback.ActionsKnown.ToldAt;
import dev.changeover.projection.action.InFlightAction;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.projection.action.InFlightReader.Unplaced;
import dev.changeover.projection.action.InFlightReader.Wanted;
import dev.changeover.projection.action.UnplacedAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** The actions in flight on versions that would go. */
final class ActionReading {
  private ActionReading() {}

  static List<RollbackSubject> subjects(Scene scene) {
    Optional<BlindSpot> behind =
        ReleaseReading.behind(
            scene,
            "action",
            FactsLacking.knownTo(
                scene.facts().actions().position(), scene.environment(), scene.facts().asked()));
    List<RollbackSubject> subjects = new ArrayList<>(behind.stream().toList());
    unplaced(scene).ifPresent(subjects::add);
    subjects.addAll(inFlight(scene));
    return subjects;
  }

  /** An action that runs where nobody told may run on a version that would go. */
  private static Optional<BlindSpot> unplaced(Scene scene) {
    Unplaced unplaced = scene.facts().actions().unplaced();
    if (scene.going().left().isEmpty() || (unplaced.oldest().isEmpty() && unplaced.all())) {
      return Optional.empty();
    }
    String name = "open actions of no told component";
    int count = unplaced.oldest().size();
    List<UnplacedAction> named = unplaced.oldest().stream().limit(ActionsInFlight.NAMED).toList();
    return Optional.of(
        new BlindSpot(
            name,
            "%s%d open %s not tell on which component %s%s; %s may be on a version that would go."
                .formatted(
                    unplaced.all() ? "" : "At least ",
                    count,
                    count == 1 ? "action does" : "actions do",
                    count == 1 ? "it runs" : "they run",
                    named(named, count),
                    count == 1 ? "it" : "they"),
            named.stream()
                .map(
                    each ->
                        cited(
                            scene,
                            each.action().toString(),
                            "in flight, component not told",
                            each.lastPosition()))
                .toList(),
            new MissingFact(
                "component that they run on",
                name,
                "Let what accepts and runs actions tell its component and version; or wait until they have ended.",
                MissingFact.Kind.LOOKUP)));
  }

  private static String named(List<UnplacedAction> named, int count) {
    return named.isEmpty()
        ? ""
        : ": " + FirstFew.of(named.stream().map(each -> each.action().toString()).toList(), count);
  }

  /** For each component that would go back, in order. */
  static List<ActionsInFlight> inFlight(Scene scene) {
    ActionsKnown known = scene.facts().actions();
    WhatGoes going = scene.going();
    List<Wanted> stuck = going.stuck(known.groups(), known.steps());
    Map<String, List<InFlightGroup>> groups =
        known.groups().stream().collect(Collectors.groupingBy(InFlightGroup::component));
    Map<String, List<InFlightAction>> oldest =
        known.oldest().stream().collect(Collectors.groupingBy(InFlightAction::component));
    return going.pinned().stream()
        .map(
            wanted ->
                of(
                    scene,
                    wanted,
                    stuck,
                    groups.getOrDefault(wanted.component(), List.of()),
                    oldest.getOrDefault(wanted.component(), List.of())))
        .toList();
  }

  private static ActionsInFlight of(
      Scene scene,
      Wanted wanted,
      List<Wanted> stuck,
      List<InFlightGroup> groups,
      List<InFlightAction> oldest) {
    return new ActionsInFlight(
        wanted.component(),
        scene.targets().versions().getOrDefault(wanted.component(), ""),
        List.copyOf(wanted.versions()),
        some(scene, List.of(wanted), groups, oldest),
        some(
            scene,
            stuck.stream().filter(each -> each.component().equals(wanted.component())).toList(),
            groups,
            oldest),
        readAt(scene));
  }

  private static Some some(
      Scene scene, List<Wanted> wanted, List<InFlightGroup> groups, List<InFlightAction> oldest) {
    return new Some(
        groups.stream()
            .filter(group -> wanted.stream().anyMatch(each -> each.includes(group)))
            .mapToLong(InFlightGroup::count)
            .sum(),
        oldest.stream()
            .filter(action -> wanted.stream().anyMatch(each -> each.includes(action.group())))
            .distinct()
            .sorted(InFlightAction.OLDEST_FIRST)
            .limit(ActionsInFlight.NAMED)
            .sorted(
                Comparator.comparing((InFlightAction each) -> begunAt(scene, each))
                    .thenComparing(InFlightAction::action))
            .map(action -> pinned(scene, action))
            .toList());
  }

  /** In whichever order the facts of a few actions came in, they are named in one order. */
  private static Instant begunAt(Scene scene, InFlightAction action) {
    return told(scene, action.action().toString(), action.begunPosition()).effectiveAt();
  }

  /** Shown by the latest fact where that is on a version that would go, else by the first. */
  private static Pinned pinned(Scene scene, InFlightAction action) {
    NavigableSet<String> left = scene.left(action.component());
    boolean last = action.lastOn() == null || left.contains(action.lastOn());
    String version = last ? action.lastOn() : action.begunOn();
    String value =
        "in flight, %s %s"
            .formatted(
                last ? "last seen on" : "begun on",
                version == null
                    ? action.component() + ", version not told"
                    : action.component() + " " + version);
    return new Pinned(
        action.action(),
        cited(
            scene,
            action.action().toString(),
            value,
            last ? action.lastPosition() : action.begunPosition()));
  }

  private static CitedFact cited(Scene scene, String name, String value, long position) {
    ToldAt told = told(scene, name, position);
    Duration age = Duration.between(told.effectiveAt(), scene.instant());
    return new CitedFact(
        name,
        value,
        told.occurredAt(),
        told.recordedAt(),
        age.isNegative() ? Duration.ZERO : age,
        null,
        List.of(position));
  }

  /** That the counts are complete is known by the position they were read at, not by an event. */
  private static CitedFact readAt(Scene scene) {
    return new CitedFact(
        "actions in flight",
        "all, up to position " + scene.facts().actions().position(),
        scene.instant(),
        scene.instant(),
        Duration.ZERO,
        null,
        List.of());
  }

  private static ToldAt told(Scene scene, String name, long position) {
    ToldAt told = scene.facts().actions().told().get(position);
    if (told == null) {
      throw new IllegalStateException(
          "the fact at position %d shows that %s is in flight and was not read"
              .formatted(position, name));
    }
    return told;
  }
}
