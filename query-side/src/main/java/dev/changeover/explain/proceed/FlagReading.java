package dev.changeover.explain.proceed;

import dev.changeover.event.FlagEvent.FlagChanged;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.component.ComponentFacts;
import dev.changeover.projection.environment.component.Presence;
import dev.changeover.projection.environment.dependant.FlagFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags that got another meaning, and who may still know the one before. */
record FlagReading(Rollout rollout) {

  static List<ProceedSubject> subjects(Rollout rollout) {
    FlagReading reading = new FlagReading(rollout);
    return rollout.at().facts().flags().values().stream()
        .flatMap(each -> reading.of(each).stream())
        .toList();
  }

  private Optional<ProceedSubject> of(FlagFacts flag) {
    List<Recorded<FlagChanged>> meanings = flag.meanings();
    if (meanings.size() < 2) {
      return Optional.empty();
    }
    Recorded<FlagChanged> change = meanings.getLast();
    return Optional.of(
        new FlagInUse(
            flag.flag(),
            String.valueOf(change.event().meaning()),
            String.valueOf(meanings.get(meanings.size() - 2).event().meaning()),
            rollout
                .cite()
                .fact(
                    "meaning of flag " + flag.flag(),
                    String.valueOf(change.event().meaning()),
                    change),
            knowers(flag, change)));
  }

  /** Instances of versions that were there before the change, but for those the release brings. */
  private List<CitedFact> knowers(FlagFacts flag, Recorded<FlagChanged> change) {
    List<String> told =
        flag.changes().stream()
            .flatMap(each -> Stream.ofNullable(each.event().component()))
            .distinct()
            .toList();
    List<String> components =
        told.isEmpty() ? rollout.running().stream().map(PlannedComponent::name).toList() : told;
    return components.stream()
        .flatMap(each -> rollout.at().possiblyLive(each).stream())
        .filter(each -> knowsBefore(each, change.effectiveAt()))
        .map(rollout.at()::cite)
        .toList();
  }

  private boolean knowsBefore(Presence presence, Instant change) {
    String version = presence.version();
    if (version == null) {
      return true;
    }
    Optional<PlannedComponent> planned = rollout.at().planned(presence.component());
    return planned.isPresent()
        ? !version.equals(planned.get().to())
        : rollout
            .at()
            .facts()
            .component(presence.component())
            .map((ComponentFacts each) -> each.at(version))
            .orElse(List.of())
            .stream()
            .anyMatch(each -> each.runsSince().isBefore(change));
  }
}
