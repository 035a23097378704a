package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.event.ReleaseEvent.ReleaseStepFinished;
import dev.changeover.event.ReleaseEvent.StepOutcome;
import dev.changeover.explain.environment.Citing;
import dev.changeover.explain.environment.EnvironmentAt;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.plan.ReleasePlan.PlannedVerification;
import dev.changeover.projection.environment.release.ReleaseFacts;
import dev.changeover.projection.environment.release.StepFacts;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A release on its way through its plan. */
record Rollout(EnvironmentAt at, ReleaseFacts release, ReleasePlan plan) {

  /** Kinds that have no heartbeat of their own. */
  private static final Set<ComponentKind> QUIET =
      EnumSet.of(ComponentKind.CACHE, ComponentKind.CALLBACK, ComponentKind.FLAG);

  Policy policy() {
    return at.policy();
  }

  Instant instant() {
    return at.instant();
  }

  Citing cite() {
    return at.cite();
  }

  /** The fact that made the plan. */
  Recorded<?> planFact() {
    return release.planFact().orElseThrow();
  }

  StepFacts facts(PlannedStep step) {
    return release.step(step.id());
  }

  /** Steps that could be taken now: not started, and all that comes before has succeeded. */
  List<PlannedStep> next() {
    return plan.steps().stream()
        .filter(each -> !hasBegun(each))
        .filter(each -> each.after().stream().allMatch(before -> release.step(before).succeeded()))
        .toList();
  }

  /** Whether all steps have succeeded. */
  boolean allDone() {
    return plan.steps().stream().allMatch(each -> facts(each).succeeded());
  }

  boolean hasBegun(PlannedStep step) {
    StepFacts facts = facts(step);
    return facts.started() != null || facts.finished() != null;
  }

  /** Begun, and not left out. */
  boolean wasTaken(PlannedStep step) {
    return hasBegun(step) && facts(step).outcome() != StepOutcome.SKIPPED;
  }

  /** The latest end of a step; empty: none has ended. */
  Optional<Recorded<ReleaseStepFinished>> lastEnd() {
    return plan.steps().stream()
        .flatMap(each -> Stream.ofNullable(facts(each).finished()))
        .max(Recorded.BY_TIME);
  }

  /** When a step last changed something; empty: none has been taken. */
  Optional<Instant> lastChange() {
    return plan.steps().stream()
        .filter(this::wasTaken)
        .map(this::facts)
        .flatMap(
            each ->
                Stream.<Recorded<?>>concat(
                    Stream.ofNullable(each.started()), Stream.ofNullable(each.finished())))
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo);
  }

  /** Whatever a step may meet: all components that were told of, and the schemas that migrate. */
  NavigableSet<String> parts() {
    NavigableSet<String> parts = new TreeSet<>(at.facts().components().keySet());
    parts.addAll(at.migratedSchemas());
    return parts;
  }

  /** The steps that deploy a component. */
  List<PlannedStep> deploying(String component) {
    return plan.steps().stream().filter(each -> component.equals(each.deploy())).toList();
  }

  /** Planned components with instances that can be seen. */
  List<PlannedComponent> running() {
    return plan.components().stream()
        .filter(each -> each.kind() != ComponentKind.SCHEMA && !isUnwatched(each))
        .toList();
  }

  /** Planned parts that nobody can see. */
  List<PlannedComponent> unwatched() {
    return plan.components().stream().filter(this::isUnwatched).toList();
  }

  private boolean isUnwatched(PlannedComponent component) {
    return QUIET.contains(component.kind())
        && at.facts()
            .component(component.name())
            .filter(each -> !each.presences().isEmpty())
            .isEmpty();
  }

  /** Components of which the new version has been brought, by a step or without one. */
  List<PlannedComponent> exposed() {
    return running().stream()
        .filter(
            each ->
                deploying(each.name()).stream().anyMatch(this::wasTaken)
                    || at.liveVersions(each.name()).contains(each.to()))
        .toList();
  }

  /** Versions that the plan has there now: old, both, or new. */
  NavigableSet<String> expected(PlannedComponent component) {
    List<PlannedStep> steps = deploying(component.name());
    boolean begun =
        steps.isEmpty() ? release.started() != null : steps.stream().anyMatch(this::wasTaken);
    boolean done =
        begun && (steps.isEmpty() ? allDone() : steps.stream().allMatch(each -> hasBrought(each)));
    NavigableSet<String> expected = new TreeSet<>();
    if (!done) {
      Optional.ofNullable(component.from()).ifPresent(expected::add);
    }
    if (begun) {
      expected.add(component.to());
    }
    return expected;
  }

  /** Taken, and ended well. */
  boolean hasBrought(PlannedStep step) {
    return facts(step).succeeded() && wasTaken(step);
  }

  /** Steps of migrations that have been taken. */
  List<PlannedStep> migrated() {
    return plan.steps().stream().filter(each -> each.migrate() != null && wasTaken(each)).toList();
  }

  /** Types of action that must go on completing, as the plan and the policy say. */
  NavigableSet<String> keyTypes() {
    NavigableSet<String> types = new TreeSet<>(policy().keyActions());
    plan.verification().stream()
        .map(PlannedVerification::actionType)
        .flatMap(Stream::ofNullable)
        .forEach(types::add);
    policy().requiredMetrics().stream()
        .filter(each -> at.facts().actionTypes().containsKey(each))
        .forEach(types::add);
    return types;
  }

  /** Required metrics that are no type of action. */
  List<String> requiredChecks() {
    return policy().requiredMetrics().stream().filter(each -> !keyTypes().contains(each)).toList();
  }

  /** The first that happened to the release; the plan where nothing has. */
  Recorded<?> beginning() {
    return Stream.concat(
            Stream.<Recorded<?>>ofNullable(release.started()),
            plan.steps().stream()
                .map(this::facts)
                .flatMap(
                    each ->
                        Stream.<Recorded<?>>concat(
                            Stream.ofNullable(each.started()), Stream.ofNullable(each.finished()))))
        .min(Recorded.BY_TIME)
        .orElseGet(this::planFact);
  }
}
