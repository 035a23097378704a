package dev.changeover.graphql.environment;

import dev.changeover.event.ActionRef;
import dev.changeover.graphql.Refusal;
import dev.changeover.graphql.asof.Point;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;
import dev.changeover.reach.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known of environments at a point, for callers that may know it. */
@Component
public class Environments {
  private final EnvironmentReader reader;

  Environments(EnvironmentReader reader) {
    this.reader = reader;
  }

  /** Names of the environments that anything is known of and that the caller reaches, in order. */
  public List<String> names(Point point) {
    Reach reach = Reach.ofCaller();
    return reader.environments(point.known()).stream().filter(reach::includes).toList();
  }

  /** One statement. */
  public EnvironmentFacts read(String name, Point point) {
    return read(name, point, Set.of(), Set.of());
  }

  /**
   * What is known, with what concerns these actions and business keys. One statement.
   *
   * @throws Refusal where the caller does not reach the environment
   */
  public EnvironmentFacts read(
      String name, Point point, Collection<ActionRef> actions, Collection<String> keys) {
    Refusal.unlessReached(name);
    return reader.read(name, point.known(), point.instant(), actions, keys);
  }
}
