package dev.changeover.explain.rollback;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.MissingFact;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.release.ReleaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads from the question and the plans what would go back to what: the version named; an earlier
 * release; the plan's rollback target; else every component's {@code from}.
 */
final class TargetReading {
  private final EnvironmentFacts environment;
  private final RollbackQuestion question;
  private final Optional<ReleaseFacts> release;
  private final SortedMap<String, String> versions = new TreeMap<>();
  private final List<BlindSpot> unknown = new ArrayList<>();

  private TargetReading(RollbackFacts facts) {
    this.environment = facts.environment();
    this.question = facts.question();
    this.release = question.release().flatMap(environment::release);
  }

  static Targets read(RollbackFacts facts) {
    TargetReading reading = new TargetReading(facts);
    reading.read();
    return new Targets(reading.versions, List.copyOf(reading.unknown), reading.release);
  }

  private void read() {
    Optional<ReleasePlan> plan = release.flatMap(ReleaseFacts::plan);
    if (question.component().isPresent()) {
      readComponent(question.component().get(), plan);
    } else if (question.to().isPresent()) {
      readEarlierRelease(question.to().get(), plan);
    } else if (plan.isPresent()) {
      readPlan(plan.get());
    } else {
      planIsMissing(question.release().orElse("-"));
    }
  }

  private void readComponent(String component, Optional<ReleasePlan> plan) {
    Optional<String> version =
        question
            .to()
            .or(() -> plan.flatMap(each -> targetOf(each, component)))
            .or(() -> plan.flatMap(each -> fromOf(each, component)));
    version.ifPresentOrElse(
        to -> versions.put(component, to),
        () -> {
          if (plan.isEmpty()) {
            planIsMissing(question.release().orElse("-"));
          } else {
            targetIsMissing(component, plan.get().release());
          }
        });
  }

  private void readPlan(ReleasePlan plan) {
    if (plan.rollback() != null && !plan.rollback().target().isEmpty()) {
      versions.putAll(plan.rollback().target());
      return;
    }
    for (PlannedComponent each : plan.components()) {
      if (each.kind() != ComponentKind.SCHEMA) {
        put(each, plan.release());
      }
    }
  }

  private void readEarlierRelease(String id, Optional<ReleasePlan> plan) {
    Optional<ReleasePlan> earlier = environment.release(id).flatMap(ReleaseFacts::plan);
    if (earlier.isEmpty()) {
      planIsMissing(id);
      return;
    }
    for (PlannedComponent each : earlier.get().components()) {
      if (each.kind() != ComponentKind.SCHEMA) {
        versions.put(each.name(), each.to());
      }
    }
    plan.stream()
        .flatMap(each -> each.components().stream())
        .filter(each -> each.kind() != ComponentKind.SCHEMA)
        .filter(each -> !versions.containsKey(each.name()))
        .forEach(each -> putAsBefore(each, id));
  }

  /**
   * A component that the earlier release does not name: as it was before anything later changed it.
   */
  private void putAsBefore(PlannedComponent component, String earlier) {
    boolean others =
        environment.releases().values().stream()
            .filter(each -> !each.release().equals(earlier))
            .filter(each -> !Optional.of(each.release()).equals(question.release()))
            .flatMap(each -> each.plan().stream())
            .anyMatch(each -> named(each, component.name()).isPresent());
    if (others) {
      targetIsMissing(component.name(), earlier);
    } else {
      put(component, earlier);
    }
  }

  private void put(PlannedComponent component, String release) {
    if (component.from() == null) {
      targetIsMissing(component.name(), release);
    } else {
      versions.put(component.name(), component.from());
    }
  }

  private void planIsMissing(String id) {
    unknown.add(environment.release(id).isEmpty() ? releaseIsUnknown(id) : releaseHasNoPlan(id));
  }

  private BlindSpot releaseIsUnknown(String id) {
    return new BlindSpot(
        "target of the rollback",
        "Release %s of %s is not known.".formatted(id, environment.environment()),
        List.of(),
        new MissingFact(
            "release " + id,
            "target of the rollback",
            "Check its name and the environment, or ask with a component and the version to go back to.",
            MissingFact.Kind.LOOKUP));
  }

  private static BlindSpot releaseHasNoPlan(String id) {
    return new BlindSpot(
        "target of the rollback",
        "Release %s has no plan, so what it would go back to is not known.".formatted(id),
        List.of(),
        new MissingFact(
            "plan of release " + id,
            "target of the rollback",
            "Hand in the plan of %s, or ask with a component and the version to go back to."
                .formatted(id),
            MissingFact.Kind.DECLARATION));
  }

  private void targetIsMissing(String component, String id) {
    String name = "target of " + component;
    unknown.add(
        new BlindSpot(
            name,
            "What %s would go back to is not known: the plan of %s does not say."
                .formatted(component, id),
            List.of(),
            new MissingFact(
                "version of %s to go back to".formatted(component),
                name,
                "Ask with the component and the version to go back to.",
                MissingFact.Kind.DECLARATION)));
  }

  private static Optional<String> targetOf(ReleasePlan plan, String component) {
    return Optional.ofNullable(plan.rollback())
        .flatMap(rollback -> Optional.ofNullable(rollback.target().get(component)));
  }

  private static Optional<String> fromOf(ReleasePlan plan, String component) {
    return named(plan, component).flatMap(each -> Optional.ofNullable(each.from()));
  }

  private static Optional<PlannedComponent> named(ReleasePlan plan, String component) {
    return plan.components().stream().filter(each -> each.name().equals(component)).findFirst();
  }
}
