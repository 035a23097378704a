package dev.changeover.projection.environment.dependant;

import dev.changeover.event.Recorded;
import dev.changeover.event.ScheduleEvent.ScheduleFired;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.ScheduleEvent.ScheduleRemoved;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as one version of a component has it; each fact the latest of its kind.
 *
 * @param version null: facts that name no version, which speak for all versions
 */
public record ScheduleFacts(
    String schedule,
    String component,
    @Nullable String version,
    @Nullable Recorded<ScheduleRegistered> registered,
    @Nullable Recorded<ScheduleFired> fired,
    @Nullable Recorded<ScheduleRemoved> removed) {

  /** Nothing known yet. */
  public static ScheduleFacts none(String schedule, String component, @Nullable String version) {
    return new ScheduleFacts(schedule, component, version, null, null, null);
  }

  public ScheduleFacts registered(Recorded<ScheduleRegistered> fact) {
    return new ScheduleFacts(
        schedule, component, version, Recorded.latest(registered, fact), fired, removed);
  }

  public ScheduleFacts fired(Recorded<ScheduleFired> fact) {
    return new ScheduleFacts(
        schedule, component, version, registered, Recorded.latest(fired, fact), removed);
  }

  public ScheduleFacts removed(Recorded<ScheduleRemoved> fact) {
    return new ScheduleFacts(
        schedule, component, version, registered, fired, Recorded.latest(removed, fact));
  }

  /** The latest fact that shows it in being. */
  public Optional<Recorded<?>> seen() {
    return Stream.<Recorded<?>>concat(Stream.ofNullable(registered), Stream.ofNullable(fired))
        .max(Recorded.BY_TIME);
  }

  /** Registered or fired, and not removed at or after that. */
  public boolean active() {
    return seen()
        .filter(fact -> removed == null || removed.effectiveAt().isBefore(fact.effectiveAt()))
        .isPresent();
  }

  /** When it fires next, as it was last told; null: not told. */
  public @Nullable Instant next() {
    return seen()
        .map(
            fact ->
                registered != null && fact.equals(registered)
                    ? registered.event().next()
                    : fired == null ? null : fired.event().next())
        .orElse(null);
  }
}
