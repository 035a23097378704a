package dev.changeover.explain.environment;

import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.projection.environment.dependant.CacheFacts;

/** What can be told of the content of a cache. */
public final class CacheContent {
  private CacheContent() {}

  /**
   * Whether it was last looked into without telling what it holds: that is no proof that it is
   * empty. A flush that lists nothing has left nothing.
   */
  public static boolean isUntold(CacheFacts cache) {
    return cache.entriesByFormat().isEmpty() && cache.latest().event() instanceof CacheObserved;
  }
}
