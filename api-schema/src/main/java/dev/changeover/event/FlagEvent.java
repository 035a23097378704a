package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/** Feature flags; {@code flag/<environment>/<name>}. */
public sealed interface FlagEvent extends Event {
  /** {@code meaning}: hash or version of what the flag means in the code. */
  record FlagChanged(
      String flag, String variant, @Nullable String meaning, @Nullable String component)
      implements FlagEvent {}
}
