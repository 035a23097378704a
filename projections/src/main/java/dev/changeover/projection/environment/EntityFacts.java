package dev.changeover.projection.environment;

import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.Collections;
import java.util.SortedMap;

/**
 * The entity of a business key, as others changed it.
 *
 * @param key the business key, e.g. {@code customer/42}
 * @param changes the latest to each version by each that is told to have made it: where two are
 *     told for one version, either may have
 */
public record EntityFacts(String key, SortedMap<String, Recorded<EntityChanged>> changes) {

  static EntityFacts none(String key) {
    return new EntityFacts(key, Join.none());
  }

  EntityFacts changed(Recorded<EntityChanged> fact) {
    String change = fact.event().version() + "\n" + fact.event().by();
    return new EntityFacts(key, Join.latest(changes, change, fact));
  }

  /** The latest change of all. */
  public Recorded<EntityChanged> latest() {
    return Collections.max(changes.values(), Recorded.BY_TIME);
  }
}
