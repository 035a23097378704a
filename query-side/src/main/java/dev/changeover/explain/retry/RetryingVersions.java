package dev.changeover.explain.retry;

import dev.changeover.explain.MissingFact;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.environment.component.ComponentFacts;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which versions of a component could run a retry. */
record RetryingVersions(RetryFacts facts) {

  /**
   * Live, possibly live and announced versions.
   *
   * @param seen versions that tried: they, and those that ran any other step of the action, stand
   *     in where nobody ever told of the component's presence
   * @return empty where its presence is known and stale, or where a try hides its version, so that
   *     nothing can be said
   */
  Optional<SortedSet<String>> of(String component, SortedSet<String> seen) {
    Optional<ComponentFacts> known =
        facts
            .environment()
            .component(component)
            .filter(each -> !each.presences().isEmpty() || !each.announced().isEmpty());
    if (known.isEmpty()) {
      return ofThoseThatTried(component, seen);
    }
    if (!known.get().isDeterminate(facts.asked().instant(), facts.policy())
        || someoneHidesItsVersion(known.get())) {
      return Optional.empty();
    }
    SortedSet<String> versions =
        new TreeSet<>(known.get().possiblyLiveVersions(facts.asked().instant(), facts.policy()));
    versions.addAll(known.get().announced().keySet());
    return Optional.of(versions);
  }

  /** What to do where nothing can be said. */
  static MissingFact wanted(String component) {
    return new MissingFact(
        "which versions of " + component + " run",
        component,
        "Get a fresh heartbeat of " + component + ".",
        MissingFact.Kind.HEARTBEAT);
  }

  /** Whoever ran any step of the action may run each of them. */
  private Optional<SortedSet<String>> ofThoseThatTried(String component, SortedSet<String> seen) {
    List<Attempt> tries =
        facts.action().steps().stream()
            .flatMap(step -> step.attempts().stream())
            .filter(each -> each.component().filter(name -> !name.equals(component)).isEmpty())
            .filter(each -> each.unseen().isEmpty())
            .toList();
    if (tries.stream().anyMatch(each -> each.version().isEmpty())) {
      return Optional.empty();
    }
    SortedSet<String> versions = new TreeSet<>(seen);
    tries.forEach(each -> versions.addAll(each.version().stream().toList()));
    return Optional.of(versions);
  }

  private boolean someoneHidesItsVersion(ComponentFacts component) {
    return component.possiblyLive(facts.asked().instant(), facts.policy()).stream()
        .anyMatch(each -> each.version() == null);
  }
}
