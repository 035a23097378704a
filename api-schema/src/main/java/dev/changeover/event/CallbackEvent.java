package dev.changeover.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers awaited from third parties; {@code callback/<environment>/<name>}. */
public sealed interface CallbackEvent extends Event {
  String callback();

  @Nullable ActionRef action();

  /** The provider may answer until {@code expires}; null: no end known. */
  record CallbackRegistered(
      String callback,
      @Nullable String provider,
      @Nullable ActionRef action,
      @Nullable String component,
      @Nullable String version,
      @Nullable Instant expires)
      implements CallbackEvent {}

  record CallbackReceived(
      String callback,
      @Nullable String provider,
      @Nullable ActionRef action,
      @Nullable String component,
      @Nullable String version)
      implements CallbackEvent {}

  record CallbackExpired(
      String callback,
      @Nullable String provider,
      @Nullable ActionRef action,
      @Nullable String component,
      @Nullable String version)
      implements CallbackEvent {}
}
