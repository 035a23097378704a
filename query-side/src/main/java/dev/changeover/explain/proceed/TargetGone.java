package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentEvent.Mark;
import dev.changeover.event.ComponentEvent.VersionMarked;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.environment.EnvironmentAt;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.projection.environment.component.VersionFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known against the version that a rollback of a component would go back to. */
record TargetGone(EnvironmentAt at, PlannedComponent component) {

  void read(List<String> why, List<CitedFact> facts) {
    Optional<VersionFacts> target =
        at.facts()
            .component(component.name())
            .flatMap(each -> Optional.ofNullable(each.versions().get(component.from())));
    target.stream()
        .flatMap(TargetGone::bad)
        .forEach(each -> add("%s %s is marked " + each.event().mark(), "mark", each, why, facts));
    target.stream()
        .flatMap(each -> each.artifacts().values().stream())
        .filter(each -> !each.event().available())
        .forEach(
            each ->
                add(
                    "the " + each.event().what() + " of %s %s is not there",
                    "artifact",
                    each,
                    why,
                    facts));
  }

  private static Stream<Recorded<VersionMarked>> bad(VersionFacts version) {
    return Stream.of(Mark.FAULTY, Mark.REVOKED)
        .flatMap(each -> Stream.ofNullable(version.marks().get(each)));
  }

  private void add(
      String sentence, String what, Recorded<?> fact, List<String> why, List<CitedFact> facts) {
    why.add(sentence.formatted(component.name(), component.from()));
    facts.add(
        at.cite()
            .fact(
                "%s of %s %s".formatted(what, component.name(), component.from()), "known", fact));
  }
}
