package dev.changeover.explain.rollback;

import static java.util.Comparator.naturalOrder;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.environment.Citing;
import dev.changeover.explain.environment.EnvironmentAt;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The facts with the target read out of them: what every subject is made from. What many subjects
 * ask alike is worked out once.
 */
final class Scene {
  private final RollbackFacts facts;
  private final Targets targets;
  private final EnvironmentAt at;
  private final List<String> goingBack;
  private final Map<String, NavigableSet<String>> left = new HashMap<>();
  private final Map<String, NavigableSet<String>> leaving = new HashMap<>();
  private @Nullable WhatGoes going;

  Scene(RollbackFacts facts, Targets targets) {
    this.facts = facts;
    this.targets = targets;
    this.at = new EnvironmentAt(facts.environment(), facts.asked().instant(), targets.release());
    this.goingBack =
        targets.versions().keySet().stream().filter(each -> !at.isSchema(each)).toList();
  }

  RollbackFacts facts() {
    return facts;
  }

  Targets targets() {
    return targets;
  }

  /** The versions that would go, and what would take their place. */
  WhatGoes going() {
    if (going == null) {
      going = WhatGoes.of(this);
    }
    return going;
  }

  EnvironmentFacts environment() {
    return facts.environment();
  }

  /** The environment as this question sees it. */
  EnvironmentAt at() {
    return at;
  }

  Instant instant() {
    return facts.asked().instant();
  }

  Policy policy() {
    return environment().policy();
  }

  Citing cite() {
    return at().cite();
  }

  Optional<ReleaseFacts> release() {
    return targets.release();
  }

  Optional<ReleasePlan> plan() {
    return at().plan();
  }

  Optional<PlannedComponent> planned(String component) {
    return at().planned(component);
  }

  Optional<ComponentKind> kind(String component) {
    return at().kind(component);
  }

  boolean isSchema(String component) {
    return at().isSchema(component);
  }

  List<Presence> possiblyLive(String component) {
    return at().possiblyLive(component);
  }

  NavigableSet<String> liveVersions(String component) {
    return at().liveVersions(component);
  }

  /** Versions of it that would go: those that are there, and what the release brought. */
  NavigableSet<String> left(String component) {
    return left.computeIfAbsent(component, this::readLeft);
  }

  private NavigableSet<String> readLeft(String component) {
    NavigableSet<String> versions = new TreeSet<>(liveVersions(component));
    planned(component).ifPresent(each -> versions.add(each.to()));
    versions.remove(targets.versions().getOrDefault(component, ""));
    return Collections.unmodifiableNavigableSet(versions);
  }

  /** Versions that are there and would go; where nothing at all is, what the release brought. */
  NavigableSet<String> leaving(String component) {
    return leaving.computeIfAbsent(component, this::readLeaving);
  }

  private NavigableSet<String> readLeaving(String component) {
    NavigableSet<String> versions = new TreeSet<>(liveVersions(component));
    if (versions.isEmpty()) {
      planned(component).ifPresent(each -> versions.add(each.to()));
    }
    versions.remove(targets.versions().getOrDefault(component, ""));
    return Collections.unmodifiableNavigableSet(versions);
  }

  /**
   * Since when the versions being left are there: since the release began; else since the first of
   * their instances was seen.
   */
  Optional<Instant> leftSince() {
    return release()
        .flatMap(Scene::began)
        .or(
            () ->
                goingBack().stream().flatMap(each -> seenSince(each).stream()).min(naturalOrder()));
  }

  /** Since when instances of the versions of a component that would go are known to run. */
  Optional<Instant> seenSince(String component) {
    NavigableSet<String> leaving = leaving(component);
    return environment().component(component).map(ComponentFacts::presences).stream()
        .flatMap(List::stream)
        .filter(each -> each.version() != null && leaving.contains(each.version()))
        .map(Presence::runsSince)
        .min(naturalOrder());
  }

  /** Components that are not a SCHEMA, with a target. */
  List<String> goingBack() {
    return goingBack;
  }

  /** When something is known to have happened to the release for the first time. */
  static Optional<Instant> began(ReleaseFacts release) {
    NavigableSet<Instant> moments = new TreeSet<>();
    if (release.started() != null) {
      moments.add(release.started().effectiveAt());
    }
    release
        .steps()
        .values()
        .forEach(
            step -> {
              if (step.started() != null) {
                moments.add(step.started().effectiveAt());
              }
              if (step.finished() != null) {
                moments.add(step.finished().effectiveAt());
              }
            });
    return moments.isEmpty()
        ? release.planFact().map(Recorded::effectiveAt)
        : Optional.of(moments.first());
  }
}
