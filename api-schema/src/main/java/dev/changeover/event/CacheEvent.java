package dev.changeover.event;

import java.util.Map;

/** Shared caches and session stores; {@code cache/<environment>/<component>}. */
public sealed interface CacheEvent extends Event {
  /**
   * What a cache holds.
   *
   * @param entriesByFormat counts, e.g. {@code cart/2: 812}; empty: not told
   */
  record CacheObserved(String component, Map<MessageForm, Long> entriesByFormat)
      implements CacheEvent {}

  /**
   * Entries were thrown away.
   *
   * @param entriesByFormat counts of what is left; empty: nothing
   */
  record CacheFlushed(String component, Map<MessageForm, Long> entriesByFormat)
      implements CacheEvent {}
}
