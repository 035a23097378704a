package dev.changeover.explain.retry;

import dev.changeover.explain.MissingFact;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.environment.component.ComponentFacts;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which versions of a component could run a retry, as far as is told.
 *
 * @param complete whether no other version could; if not, nothing rests on the absence of others
 */
record RetryingVersions(SortedSet<String> versions, boolean complete) {

  /**
   * Live, possibly live and announced versions. Where nobody ever told of the component's presence,
   * they are those that tried a step of the action, and perhaps others; where its presence is stale
   * or somebody hides its version, nothing is known.
   *
   * @param seen versions that tried
   */
  static RetryingVersions of(RetryFacts facts, String component, SortedSet<String> seen) {
    Optional<ComponentFacts> known =
        facts
            .environment()
            .component(component)
            .filter(each -> !each.presences().isEmpty() || !each.announced().isEmpty());
    if (known.isEmpty()) {
      return ofThoseThatTried(facts, component, seen);
    }
    if (!known.get().isDeterminate(facts.asked().instant(), facts.policy())
        || someoneHidesItsVersion(facts, known.get())) {
      return new RetryingVersions(new TreeSet<>(), false);
    }
    SortedSet<String> versions =
        new TreeSet<>(known.get().possiblyLiveVersions(facts.asked().instant(), facts.policy()));
    versions.addAll(known.get().announced().keySet());
    return new RetryingVersions(versions, true);
  }

  /** What to do where others could, or where nothing is known. */
  static MissingFact wanted(String component) {
    return new MissingFact(
        "which versions of " + component + " run",
        component,
        "Get a fresh heartbeat of " + component + ".",
        MissingFact.Kind.HEARTBEAT);
  }

  /** Whoever ran any step of the action may run each of them. */
  private static RetryingVersions ofThoseThatTried(
      RetryFacts facts, String component, SortedSet<String> seen) {
    List<Attempt> tries =
        facts.action().steps().stream()
            .flatMap(step -> step.attempts().stream())
            .filter(each -> each.component().filter(name -> !name.equals(component)).isEmpty())
            .filter(each -> each.unseen().isEmpty())
            .toList();
    if (tries.stream().anyMatch(each -> each.version().isEmpty())) {
      return new RetryingVersions(new TreeSet<>(), false);
    }
    SortedSet<String> versions = new TreeSet<>(seen);
    tries.forEach(each -> versions.addAll(each.version().stream().toList()));
    return new RetryingVersions(versions, false);
  }

  private static boolean someoneHidesItsVersion(RetryFacts facts, ComponentFacts component) {
    return component.possiblyLive(facts.asked().instant(), facts.policy()).stream()
        .anyMatch(each -> each.version() == null);
  }
}
