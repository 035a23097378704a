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
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The facts with the target read out of them: what every subject is made from. */
record Scene(RollbackFacts facts, Targets targets) {

  EnvironmentFacts environment() {
    return facts.environment();
  }

  /** The environment as this question sees it. */
  EnvironmentAt at() {
    return new EnvironmentAt(environment(), instant(), release());
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
    NavigableSet<String> left = new TreeSet<>(liveVersions(component));
    planned(component).ifPresent(each -> left.add(each.to()));
    left.remove(targets.versions().getOrDefault(component, ""));
    return left;
  }

  /** Versions that are there and would go; where nothing at all is, what the release brought. */
  NavigableSet<String> leaving(String component) {
    NavigableSet<String> leaving = new TreeSet<>(liveVersions(component));
    if (leaving.isEmpty()) {
      planned(component).ifPresent(each -> leaving.add(each.to()));
    }
    leaving.remove(targets.versions().getOrDefault(component, ""));
    return leaving;
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
    return targets.versions().keySet().stream().filter(each -> !isSchema(each)).toList();
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
