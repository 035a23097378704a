package dev.changeover.explain.environment;

import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.projection.environment.dependant.CacheFacts;
import dev.changeover.projection.environment.dependant.CacheLooks;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What can be told of the content of a cache. */
public final class CacheContent {
  private CacheContent() {}

  /**
   * Whether somebody last looked into it without telling what it holds: that is no proof that it is
   * empty. A flush that lists nothing has left nothing.
   */
  public static boolean isUntold(CacheFacts cache) {
    return cache.looksNow().stream()
        .anyMatch(each -> each.latest().event().entriesByFormat().isEmpty());
  }

  /**
   * Formats that it held once, and that those who found them do not list in their last look, or
   * nobody does. One that is gone is listed with 0; a flush lists what is left.
   */
  public static NavigableSet<String> unlisted(CacheFacts cache) {
    List<CacheLooks> looks = cache.looksNow();
    NavigableSet<String> unlisted = new TreeSet<>();
    if (!looks.isEmpty()) {
      unlisted.addAll(cache.formats().keySet());
      cache.leftByFlush().forEach((format, count) -> addIfAny(unlisted, format, count));
      looks.forEach(each -> unlisted.removeAll(listed(each.latest())));
      looks.forEach(each -> unlisted.addAll(notListedAgain(each)));
    }
    return unlisted;
  }

  private static void addIfAny(NavigableSet<String> formats, MessageForm format, long count) {
    if (count > 0) {
      formats.add(format.toString());
    }
  }

  private static NavigableSet<String> notListedAgain(CacheLooks looks) {
    NavigableSet<String> formats = new TreeSet<>(looks.formats().keySet());
    formats.removeAll(listed(looks.latest()));
    return formats;
  }

  private static NavigableSet<String> listed(Recorded<CacheObserved> look) {
    NavigableSet<String> formats = new TreeSet<>();
    for (Map.Entry<MessageForm, Long> each : look.event().entriesByFormat().entrySet()) {
      formats.add(each.getKey().toString());
    }
    return formats;
  }
}
