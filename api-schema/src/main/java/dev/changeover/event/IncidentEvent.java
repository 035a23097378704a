package dev.changeover.event;

import org.jspecify.annotations.Nullable;

/**
 * Incidents, {@code incident/<environment>/<id>}, and freezes, {@code freeze/<environment>/all}.
 */
public sealed interface IncidentEvent extends Event {
  record IncidentOpened(
      String incident,
      @Nullable String component,
      @Nullable String version,
      @Nullable String detail)
      implements IncidentEvent {}

  record IncidentResolved(
      String incident,
      @Nullable String component,
      @Nullable String version,
      @Nullable String detail)
      implements IncidentEvent {}

  record FreezeStarted(@Nullable String reason) implements IncidentEvent {}

  record FreezeEnded(@Nullable String reason) implements IncidentEvent {}
}
