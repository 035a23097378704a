package dev.changeover.explain.retry;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.Asked;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.action.ActionHistory;
import dev.changeover.projection.action.ActionReader;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.action.NewerAction;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the facts for verdicts on retries: a constant number of statements for any number. */
public final class RetryReader {
  /** From so many on, actions are folded on all processors. */
  private static final int MANY = 100;

  private final EnvironmentReader environments;
  private final ActionReader actions;
  private final ActionSearch search;

  public RetryReader(EnvironmentReader environments, ActionReader actions, ActionSearch search) {
    this.environments = environments;
    this.actions = actions;
    this.search = search;
  }

  /** The facts for one action. */
  public RetryFacts read(
      String environment, ActionRef ref, Optional<String> fromStep, Asked asked) {
    RetryFacts facts = Objects.requireNonNull(readAll(environment, List.of(ref), asked).get(ref));
    return new RetryFacts(facts.asked(), facts.at(), facts.environmentKnownTo(), fromStep);
  }

  /**
   * The facts for each of these actions, in the order given, for a retry from where each stopped.
   */
  public Map<ActionRef, RetryFacts> readAll(
      String environment, Collection<ActionRef> refs, Asked asked) {
    return readAll(environment, refs, asked, Math.min(environments.head(), search.head()));
  }

  /**
   * As {@link #readAll(String, Collection, Asked)}, for whoever has seen how far the read models
   * are.
   *
   * @param knownTo the last position that all of them had folded before this was called
   */
  public Map<ActionRef, RetryFacts> readAll(
      String environment, Collection<ActionRef> refs, Asked asked, long knownTo) {
    Map<ActionRef, ActionHistory> histories = actions.readAll(environment, refs, asked.position());
    Set<String> keys = keys(histories.values());
    EnvironmentFacts facts =
        environments.read(environment, asked.position(), asked.instant(), refs, keys);
    Map<String, List<Action>> sameKeys = sameKeys(environment, keys, facts, asked);
    Map<ActionRef, RetryFacts> all = new LinkedHashMap<>();
    Stream<ActionHistory> each = histories.values().stream();
    (histories.size() < MANY ? each : each.parallel())
        .map(
            history -> {
              Action action = action(history, facts);
              Optional<NewerAction> newer =
                  NewerAction.than(
                      action, sameKeys.getOrDefault(action.key().orElse(""), List.of()));
              ActionAt at = new ActionAt(action, facts, asked.instant(), newer);
              return new RetryFacts(asked, at, knownTo, Optional.empty());
            })
        .forEachOrdered(one -> all.put(one.ref(), one));
    return all;
  }

  /** By their key. */
  private Map<String, List<Action>> sameKeys(
      String environment, Set<String> keys, EnvironmentFacts facts, Asked asked) {
    List<ActionRef> others = search.latestEndedOf(environment, keys, asked.position());
    return actions.readAll(environment, others, asked.position()).values().stream()
        .map(history -> action(history, facts))
        .collect(Collectors.groupingBy(action -> action.key().orElse("")));
  }

  /** Keys are told by the actions' own events, whatever is declared of their types. */
  private static Set<String> keys(Collection<ActionHistory> histories) {
    return histories.stream()
        .flatMap(history -> history.key().stream())
        .collect(Collectors.toSet());
  }

  private static Action action(ActionHistory history, EnvironmentFacts facts) {
    return history.action(facts);
  }
}
