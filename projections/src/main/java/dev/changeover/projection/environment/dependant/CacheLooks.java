package dev.changeover.projection.environment.dependant;

import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How one source has looked into a cache.
 *
 * @param formats its first look that found entries of each format, by its name
 */
public record CacheLooks(
    Recorded<CacheObserved> latest, SortedMap<String, Recorded<CacheObserved>> formats) {

  static CacheLooks merge(@Nullable CacheLooks known, Recorded<CacheObserved> fact) {
    SortedMap<String, Recorded<CacheObserved>> found = known == null ? Join.none() : known.formats;
    for (Map.Entry<MessageForm, Long> each : fact.event().entriesByFormat().entrySet()) {
      if (each.getValue() > 0) {
        found = Join.earliest(found, each.getKey().toString(), fact);
      }
    }
    return new CacheLooks(Recorded.latest(known == null ? null : known.latest, fact), found);
  }

  long entries() {
    return latest.event().entriesByFormat().values().stream().mapToLong(Long::longValue).sum();
  }
}
