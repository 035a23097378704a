package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
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

  Instant instant() {
    return facts.asked().instant();
  }

  Policy policy() {
    return environment().policy();
  }

  Citing cite() {
    return new Citing(instant());
  }

  Optional<ReleaseFacts> release() {
    return targets.release();
  }

  Optional<ReleasePlan> plan() {
    return release().flatMap(ReleaseFacts::plan);
  }

  /** What the plan says of a component. */
  Optional<PlannedComponent> planned(String component) {
    return plan().stream()
        .flatMap(each -> each.components().stream())
        .filter(each -> each.name().equals(component))
        .findFirst();
  }

  Optional<ComponentKind> kind(String component) {
    return environment()
        .component(component)
        .flatMap(each -> Optional.ofNullable(each.kind()))
        .or(() -> planned(component).map(PlannedComponent::kind));
  }

  /** Said to be one, or changed by a migration. */
  boolean isSchema(String component) {
    return kind(component)
        .map(ComponentKind.SCHEMA::equals)
        .orElseGet(() -> migratedSchemas().contains(component));
  }

  /** Components that migrations change. */
  NavigableSet<String> migratedSchemas() {
    NavigableSet<String> schemas = new TreeSet<>();
    environment()
        .migrations()
        .values()
        .forEach(each -> MigrationReading.schemaOf(this, each).ifPresent(schemas::add));
    return schemas;
  }

  /** Instances that are there, or of which nobody has proved that they are not. */
  List<Presence> possiblyLive(String component) {
    return environment()
        .component(component)
        .map(each -> each.possiblyLive(instant(), policy()))
        .orElse(List.of());
  }

  /** Their versions. */
  NavigableSet<String> liveVersions(String component) {
    NavigableSet<String> versions = new TreeSet<>();
    for (Presence each : possiblyLive(component)) {
      if (each.version() != null) {
        versions.add(each.version());
      }
    }
    return versions;
  }

  /** Versions of it that would go: those that are there, and what the release brought. */
  NavigableSet<String> left(String component) {
    NavigableSet<String> left = new TreeSet<>(liveVersions(component));
    planned(component).ifPresent(each -> left.add(each.to()));
    left.remove(targets.versions().getOrDefault(component, ""));
    return left;
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

  /** Whether all that was ever seen of it has ended, and no pipeline says that it is there. */
  boolean isGone(ComponentFacts component) {
    return !component.presences().isEmpty()
        && component.announced().isEmpty()
        && component.presences().stream()
            .allMatch(each -> each.end() != null || each.successor() != null);
  }
}
