package dev.changeover.release;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.EnvironmentName;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedCoexistence;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedMigration;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.plan.ReleasePlan.PlannedVerification;
import dev.changeover.problem.Problem;
import dev.changeover.problem.ProblemCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a plan holds together: what it names is in it, and its steps have an order. Says nothing
 * about whether carrying it out is safe.
 */
public final class PlanCheck {
  private final ReleasePlan plan;
  private final Map<String, ComponentKind> components = new HashMap<>();
  private final Set<String> migrations = new HashSet<>();
  private final Set<String> steps = new HashSet<>();
  private final List<Problem> faults = new ArrayList<>();

  private PlanCheck(ReleasePlan plan) {
    this.plan = plan;
  }

  /** What is wrong with a plan, each fault at its place; empty: it holds together. */
  public static List<Problem> faults(ReleasePlan plan) {
    PlanCheck check = new PlanCheck(plan);
    check.names();
    check.migrations();
    check.coexistence();
    check.steps();
    check.order();
    check.verification();
    return List.copyOf(check.faults);
  }

  /** What a plan leaves open that will make verdicts UNKNOWN later; sentences for people. */
  public static List<String> warnings(ReleasePlan plan) {
    List<String> warnings = new ArrayList<>();
    Set<String> deployed =
        plan.steps().stream()
            .map(step -> String.valueOf(step.deploy()))
            .collect(Collectors.toSet());
    for (PlannedComponent component : plan.components()) {
      if (component.kind() != ComponentKind.SCHEMA && !deployed.contains(component.name())) {
        warnings.add("no step deploys %s".formatted(component.name()));
      }
    }
    for (PlannedStep step : plan.steps()) {
      plan.migrations().stream()
          .filter(migration -> migration.name().equals(step.migrate()))
          .filter(migration -> step.to() != null && !migration.reversible().containsKey(step.to()))
          .forEach(
              migration ->
                  warnings.add(
                      "whether %s can be undone at %s is not declared"
                          .formatted(migration.name(), step.to())));
    }
    if (plan.rollback() == null) {
      warnings.add("no rollback is planned; each component's from is taken as its target");
    }
    if (plan.verification().isEmpty()) {
      warnings.add("nothing is verified; whether actions complete will not be asked");
    }
    return warnings;
  }

  private void names() {
    String environment = EnvironmentName.fault(plan.environment());
    if (environment != null) {
      fault("/environment", "'%s' %s".formatted(plan.environment(), environment));
    }
    unique(plan.components(), PlannedComponent::name, "/components", "/name");
    unique(plan.migrations(), PlannedMigration::name, "/migrations", "/name");
    unique(plan.steps(), PlannedStep::id, "/steps", "/id");
    plan.components().forEach(each -> components.put(each.name(), each.kind()));
    plan.migrations().forEach(each -> migrations.add(each.name()));
    plan.steps().forEach(each -> steps.add(each.id()));
  }

  private <T> void unique(List<T> all, Function<T, String> name, String pointer, String member) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      String each = name.apply(all.get(i));
      if (!seen.add(each)) {
        fault(pointer + "/" + i + member, "'%s' is there twice".formatted(each));
      }
    }
  }

  private void migrations() {
    for (int i = 0; i < plan.migrations().size(); i++) {
      String component = plan.migrations().get(i).component();
      if (components.get(component) != ComponentKind.SCHEMA) {
        fault(
            "/migrations/" + i + "/component",
            "'%s' is no component of kind SCHEMA in this plan".formatted(component));
      }
    }
  }

  private void coexistence() {
    for (int i = 0; i < plan.coexistence().size(); i++) {
      PlannedCoexistence rule = plan.coexistence().get(i);
      if (rule.until() != null && !isMomentOrDuration(rule.until())) {
        fault(
            "/coexistence/" + i + "/until",
            "'%s' is neither a moment (2026-11-20T16:00:00Z) nor a duration (PT2H)"
                .formatted(rule.until()));
      }
    }
  }

  private void steps() {
    for (int i = 0; i < plan.steps().size(); i++) {
      PlannedStep step = plan.steps().get(i);
      String place = "/steps/" + i;
      if ((step.deploy() == null) == (step.migrate() == null)) {
        fault(place, "step '%s' either deploys or migrates".formatted(step.id()));
      }
      if (step.deploy() != null && !components.containsKey(step.deploy())) {
        fault(place + "/deploy", "'%s' is no component of this plan".formatted(step.deploy()));
      }
      if (step.migrate() != null && !migrations.contains(step.migrate())) {
        fault(place + "/migrate", "'%s' is no migration of this plan".formatted(step.migrate()));
      }
      if (step.migrate() != null && step.to() == null) {
        fault(place + "/to", "is missing; expected the phase that the step leads to");
      }
      known(step.after(), place);
    }
  }

  private void known(List<String> after, String place) {
    for (int i = 0; i < after.size(); i++) {
      if (!steps.contains(after.get(i))) {
        fault(place + "/after/" + i, "'%s' is no step of this plan".formatted(after.get(i)));
      }
    }
  }

  /** Takes away the steps that can run, again and again; what remains waits for itself. */
  private void order() {
    Set<String> done = new HashSet<>();
    List<PlannedStep> waiting = new ArrayList<>(plan.steps());
    boolean progress = true;
    while (progress) {
      List<PlannedStep> ready =
          waiting.stream()
              .filter(
                  step ->
                      step.after().stream().allMatch(s -> done.contains(s) || !steps.contains(s)))
              .toList();
      ready.forEach(step -> done.add(step.id()));
      progress = waiting.removeAll(ready);
    }
    if (!waiting.isEmpty()) {
      PlannedStep first = waiting.getFirst();
      fault(
          "/steps/" + plan.steps().indexOf(first) + "/after",
          "these steps wait for each other: "
              + waiting.stream().map(PlannedStep::id).collect(Collectors.joining(", ")));
    }
  }

  private void verification() {
    for (int i = 0; i < plan.verification().size(); i++) {
      PlannedVerification each = plan.verification().get(i);
      if (each.probe() == null && each.actionType() == null) {
        fault("/verification/" + i, "names neither a probe nor an actionType");
      }
      known(each.after(), "/verification/" + i);
    }
  }

  private void fault(String pointer, String detail) {
    faults.add(Problem.at(ProblemCode.PLAN_INVALID, pointer, detail));
  }

  private static boolean isMomentOrDuration(String text) {
    return parses(text, Duration::parse) || parses(text, OffsetDateTime::parse);
  }

  private static boolean parses(String text, Function<String, Object> parser) {
    try {
      var _ = parser.apply(text);
      return true;
    } catch (DateTimeException other) {
      return false;
    }
  }
}
