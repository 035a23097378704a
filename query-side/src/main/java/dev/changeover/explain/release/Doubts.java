package dev.changeover.explain.release;

import dev.changeover.event.ComponentKind;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Statement;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.release.StepFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What nobody knows, and what is not as the plan says. */
final class Doubts {
  private final ReleaseAt at;

  Doubts(ReleaseAt at) {
    this.at = at;
  }

  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    if (at.plan().isEmpty()) {
      statements.add(
          new Statement("It has no plan; what it was meant to do is not known.", List.of()));
    }
    at.release().steps().values().stream()
        .filter(step -> !step.running() && step.finished() != null && step.outcome() == null)
        .forEach(step -> statements.add(noOutcome(step)));
    at.plan().stream()
        .flatMap((ReleasePlan plan) -> plan.components().stream())
        .forEach(each -> component(each).ifPresent(statements::add));
    return statements;
  }

  private static Statement noOutcome(StepFacts step) {
    return Statement.of(
        "Step `%s` ended without telling how.".formatted(step.step()),
        Optional.ofNullable(step.finished()).stream().toList());
  }

  private Optional<Statement> component(PlannedComponent planned) {
    Optional<ComponentFacts> known = at.environment().component(planned.name());
    List<Presence> presences = known.map(ComponentFacts::presences).orElse(List.of());
    if (presences.isEmpty()) {
      return Optional.of(
          new Statement("Nothing was ever heard of %s.".formatted(planned.name()), List.of()));
    }
    boolean visible =
        known
            .filter(each -> each.isDeterminate(at.instant(), at.environment().policy()))
            .isPresent();
    if (!visible) {
      return Optional.of(silent(planned, presences));
    }
    return planned.kind() == ComponentKind.SCHEMA
        ? Optional.empty()
        : undeclared(planned, known.orElseThrow());
  }

  private Statement silent(PlannedComponent planned, List<Presence> presences) {
    Recorded<?> last =
        presences.stream().<Recorded<?>>map(Presence::lastSeen).max(Recorded.BY_TIME).orElseThrow();
    return Statement.of(
        "Nothing has been heard of %s since %s.".formatted(planned.name(), at.say(last)),
        List.of(last));
  }

  /** A live version that the plan does not name; a schema may well be at one on the way. */
  private Optional<Statement> undeclared(PlannedComponent planned, ComponentFacts known) {
    SortedSet<String> live = known.possiblyLiveVersions(at.instant(), at.environment().policy());
    live.remove(planned.to());
    if (planned.from() != null) {
      live.remove(planned.from());
    }
    List<Recorded<?>> seen =
        live.stream()
            .flatMap(version -> known.at(version).stream())
            .<Recorded<?>>map(Presence::lastSeen)
            .toList();
    return live.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Statement.of(
                "%s %s is live, which the plan does not name."
                    .formatted(planned.name(), String.join(", ", live)),
                seen));
  }
}
