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
 * @param byVersion the latest change to each version
 */
public record EntityFacts(String key, SortedMap<String, Recorded<EntityChanged>> byVersion) {

  static EntityFacts none(String key) {
    return new EntityFacts(key, Join.none());
  }

  EntityFacts changed(Recorded<EntityChanged> fact) {
    return new EntityFacts(key, Join.latest(byVersion, fact.event().version(), fact));
  }

  /** The latest change of all. */
  public Recorded<EntityChanged> latest() {
    return Collections.max(byVersion.values(), Recorded.BY_TIME);
  }
}
