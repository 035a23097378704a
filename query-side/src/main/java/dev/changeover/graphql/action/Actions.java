package dev.changeover.graphql.action;

import dev.changeover.event.ActionRef;
import dev.changeover.explain.retry.RetryFacts;
import dev.changeover.explain.retry.RetryReader;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.asof.Point;
import dev.changeover.projection.action.ActionReader;
import dev.changeover.projection.action.ActionSearch;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.reach.Reach;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Actions at a point with all that their verdicts need. However many there are, an environment that
 * they are in costs a constant number of statements.
 */
@Component
public class Actions {
  /** From so many on, states are derived on all processors. */
  private static final int MANY = 100;

  private final ActionSearch search;
  private final RetryReader reader;

  Actions(DataSource database, EnvironmentReader environments) {
    this.search = new ActionSearch(database);
    this.reader = new RetryReader(environments, new ActionReader(database), search);
  }

  /**
   * The one action that is meant; empty: no environment that the caller reaches knows it.
   *
   * @throws Refusal where several do
   */
  public Optional<ActionNode> find(ActionRef ref, Point point) {
    Reach reach = Reach.ofCaller();
    List<String> known =
        search.environmentsOf(ref, point.position()).stream().filter(reach::includes).toList();
    if (known.size() > 1) {
      throw new Refusal(
          Refusal.Code.ENVIRONMENT_AMBIGUOUS,
          "%s is in several environments: %s; name one of them"
              .formatted(ref, String.join(", ", known)));
    }
    return known.stream().findFirst().flatMap(name -> find(name, ref, point));
  }

  /** The action in this environment; empty: nothing is known of it there. */
  public Optional<ActionNode> find(String environment, ActionRef ref, Point point) {
    return all(List.of(new ActionName(environment, ref)), point).stream()
        .filter(node -> !node.action().facts().isEmpty())
        .findFirst();
  }

  /** These actions, in their order. */
  public List<ActionNode> all(List<ActionName> names, Point point) {
    Map<ActionName, ActionNode> nodes = new HashMap<>();
    names.stream()
        .collect(
            Collectors.groupingBy(
                ActionName::environment, Collectors.mapping(ActionName::ref, Collectors.toList())))
        .forEach((environment, refs) -> nodes.putAll(within(environment, refs, point)));
    return names.stream().map(nodes::get).filter(Objects::nonNull).toList();
  }

  private Map<ActionName, ActionNode> within(
      String environment, List<ActionRef> refs, Point point) {
    Refusal.unlessReached(environment);
    Map<ActionName, ActionNode> nodes = new HashMap<>();
    Map<ActionRef, RetryFacts> facts =
        reader.readAll(environment, refs, point.asked(), point.readModels());
    Stream<RetryFacts> each = facts.values().stream();
    (facts.size() < MANY ? each : each.parallel())
        .map(one -> ActionNode.of(one, point))
        .forEachOrdered(node -> nodes.put(new ActionName(environment, node.action().ref()), node));
    return nodes;
  }
}
