package dev.changeover.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Scheduled jobs; {@code schedule/<environment>/<name>}. */
public sealed interface ScheduleEvent extends Event {
  String schedule();

  record ScheduleRegistered(
      String schedule,
      String component,
      String version,
      @Nullable Instant next,
      @Nullable Boolean leader)
      implements ScheduleEvent {}

  record ScheduleRemoved(String schedule, String component, @Nullable String version)
      implements ScheduleEvent {}

  record ScheduleFired(
      String schedule,
      String component,
      String version,
      @Nullable Instant next,
      @Nullable Boolean leader)
      implements ScheduleEvent {}
}
