package dev.changeover.explain.environment;

import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.projection.environment.dependant.CacheFacts;
import java.util.NavigableSet;
import java.util.TreeSet;

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

  /**
   * Formats that it held once and that the last look at it does not list. One that is gone is
   * listed with 0; a flush lists what is left.
   */
  public static NavigableSet<String> unlisted(CacheFacts cache) {
    NavigableSet<String> unlisted = new TreeSet<>();
    if (cache.latest().event() instanceof CacheObserved) {
      unlisted.addAll(cache.formats().keySet());
      cache.entriesByFormat().keySet().forEach(each -> unlisted.remove(each.toString()));
    }
    return unlisted;
  }
}
