package dev.changeover.projection.environment.dependant;

import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A shared cache or session store: its latest count and its latest flush.
 *
 * @param formats the first count that found entries of each format, by its name
 */
public record CacheFacts(
    String component,
    @Nullable Recorded<CacheObserved> observed,
    @Nullable Recorded<CacheFlushed> flushed,
    SortedMap<String, Recorded<CacheObserved>> formats) {

  /** Nothing known yet. */
  public static CacheFacts none(String component) {
    return new CacheFacts(component, null, null, Join.none());
  }

  public CacheFacts observed(Recorded<CacheObserved> fact) {
    SortedMap<String, Recorded<CacheObserved>> found = formats;
    for (Map.Entry<MessageForm, Long> each : fact.event().entriesByFormat().entrySet()) {
      if (each.getValue() > 0) {
        found = Join.earliest(found, each.getKey().toString(), fact);
      }
    }
    return new CacheFacts(component, Recorded.latest(observed, fact), flushed, found);
  }

  public CacheFacts flushed(Recorded<CacheFlushed> fact) {
    return new CacheFacts(component, observed, Recorded.latest(flushed, fact), formats);
  }

  /** The later of the two; each says what is left by format. */
  public Recorded<?> latest() {
    if (observed == null || flushed == null) {
      Recorded<?> only = observed != null ? observed : flushed;
      return Objects.requireNonNull(only, "a cache is known by a fact");
    }
    return Recorded.BY_TIME.compare(observed, flushed) < 0 ? flushed : observed;
  }

  /** Entries by format as last told. */
  public Map<MessageForm, Long> entriesByFormat() {
    return switch (latest().event()) {
      case CacheObserved e -> e.entriesByFormat();
      case CacheFlushed e -> e.entriesByFormat();
      default -> Map.of();
    };
  }
}
