package dev.changeover.event;

import java.util.Map;

/** Shared caches and sessions; {@code component/<environment>/<component>}. */
public sealed interface CacheEvent extends Event {
  /** Entries by format, e.g. {@code cart/2: 812}. */
  record CacheObserved(String component, Map<MessageForm, Long> entriesByFormat)
      implements CacheEvent {}

  record CacheFlushed(String component, Map<MessageForm, Long> entriesByFormat)
      implements CacheEvent {}
}
