package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentEvent.CapacityObserved;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.KnownAgainst;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import java.util.List;
import java.util.Optional;

/** Reads what is known against the versions that a release brings. */
record BroughtReading(Rollout rollout) {

  static List<ProceedSubject> subjects(Rollout rollout) {
    BroughtReading reading = new BroughtReading(rollout);
    return rollout.plan().components().stream().<ProceedSubject>map(reading::read).toList();
  }

  private BroughtVersion read(PlannedComponent component) {
    KnownAgainst known = new KnownAgainst(rollout.at(), component.name(), component.to());
    return new BroughtVersion(
        "version %s %s".formatted(component.name(), component.to()),
        known.marks(),
        known.unavailable(),
        known
            .capacity()
            .filter(_ -> rollout.exposed().contains(component))
            .filter(each -> each.event().ready() < each.event().needed())
            .flatMap(each -> fresh(component, each)));
  }

  private Optional<CitedFact> fresh(
      PlannedComponent component, Recorded<CapacityObserved> counted) {
    CapacityObserved told = counted.event();
    CitedFact fact =
        rollout
            .cite()
            .fact(
                "capacity of %s %s".formatted(component.name(), component.to()),
                "%d of %d ready".formatted(told.ready(), told.needed()),
                counted,
                rollout.policy().of(component.name()).presenceMaxAge());
    return fact.stale() ? Optional.empty() : Optional.of(fact);
  }
}
