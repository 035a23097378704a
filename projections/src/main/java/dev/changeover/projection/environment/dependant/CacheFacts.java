package dev.changeover.projection.environment.dependant;

import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import dev.changeover.projection.join.SideBySide;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A shared cache or session store: how its sources have looked into it, and its latest flush.
 *
 * @param looks by source
 */
public record CacheFacts(
    String component,
    SortedMap<String, CacheLooks> looks,
    @Nullable Recorded<CacheFlushed> flushed) {

  /** Nothing known yet. */
  public static CacheFacts none(String component) {
    return new CacheFacts(component, Join.none(), null);
  }

  public CacheFacts observed(Recorded<CacheObserved> fact) {
    String source = fact.id().source();
    return new CacheFacts(
        component, Join.put(looks, source, CacheLooks.merge(looks.get(source), fact)), flushed);
  }

  public CacheFacts flushed(Recorded<CacheFlushed> fact) {
    return new CacheFacts(component, looks, Recorded.latest(flushed, fact));
  }

  /** How those look into it that still do and have since the last flush; each may see a part. */
  public List<CacheLooks> looksNow() {
    return SideBySide.of(looks.values(), CacheLooks::latest).stream()
        .filter(each -> flushed == null || Recorded.BY_TIME.compare(flushed, each.latest()) < 0)
        .toList();
  }

  /** The look that found the most; the flush where nobody has looked since. */
  public Recorded<?> latest() {
    return looksNow().stream()
        .max(
            Comparator.comparingLong(CacheLooks::entries)
                .thenComparing(CacheLooks::latest, Recorded.BY_TIME))
        .<Recorded<?>>map(CacheLooks::latest)
        .orElseGet(() -> Objects.requireNonNull(flushed, "a cache is known by a fact"));
  }

  /** Entries by format as last told; of what several count, the most. */
  public Map<MessageForm, Long> entriesByFormat() {
    List<CacheLooks> now = looksNow();
    if (now.isEmpty()) {
      return leftByFlush();
    }
    Map<MessageForm, Long> entries = new HashMap<>();
    now.forEach(
        each ->
            each.latest()
                .event()
                .entriesByFormat()
                .forEach((format, count) -> entries.merge(format, count, Math::max)));
    return entries;
  }

  /** Entries by format that the last flush left. */
  public Map<MessageForm, Long> leftByFlush() {
    return flushed == null ? Map.of() : flushed.event().entriesByFormat();
  }

  /** The first look of all that found entries of each format, by its name. */
  public SortedMap<String, Recorded<CacheObserved>> formats() {
    SortedMap<String, Recorded<CacheObserved>> first = Join.none();
    for (CacheLooks each : looks.values()) {
      for (Map.Entry<String, Recorded<CacheObserved>> found : each.formats().entrySet()) {
        first = Join.earliest(first, found.getKey(), found.getValue());
      }
    }
    return first;
  }
}
