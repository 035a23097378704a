package dev.changeover.projection.environment.dependant;

import dev.changeover.event.CacheEvent.CacheFlushed;
import dev.changeover.event.CacheEvent.CacheObserved;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A shared cache or session store: its latest count and its latest flush. */
public record CacheFacts(
    String component,
    @Nullable Recorded<CacheObserved> observed,
    @Nullable Recorded<CacheFlushed> flushed) {

  /** Nothing known yet. */
  public static CacheFacts none(String component) {
    return new CacheFacts(component, null, null);
  }

  public CacheFacts observed(Recorded<CacheObserved> fact) {
    return new CacheFacts(component, Recorded.latest(observed, fact), flushed);
  }

  public CacheFacts flushed(Recorded<CacheFlushed> fact) {
    return new CacheFacts(component, observed, Recorded.latest(flushed, fact));
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
