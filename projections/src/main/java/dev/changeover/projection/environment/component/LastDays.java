package dev.changeover.projection.environment.component;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When one instance was seen at one version in the last days of the version. An instance that
 * stopped and came again under its name on one day, and then fell silent on that day, is not told
 * from one that only stopped: only the first sighting of a day is kept.
 *
 * @param seen the first sighting of the last day that has one; null: it was not seen
 * @param ended when it was last stopped or removed; null: nothing says so
 */
public record LastDays(@Nullable Instant seen, @Nullable Instant ended) {

  static final LastDays NONE = new LastDays(null, null);

  LastDays seen(Instant moment) {
    if (seen == null || day(seen).isBefore(day(moment))) {
      return new LastDays(moment, ended);
    }
    boolean earlierThatDay = day(seen).equals(day(moment)) && moment.isBefore(seen);
    return earlierThatDay ? new LastDays(moment, ended) : this;
  }

  LastDays ended(Instant moment) {
    return ended == null || ended.isBefore(moment) ? new LastDays(seen, moment) : this;
  }

  /** Whether another trace of the same instance tells of its end, at or after it was seen. */
  boolean isEndedBy(LastDays trace) {
    return seen != null && trace.ended != null && !trace.ended.isBefore(seen);
  }

  /** The instances of the last days alone: whole days, so that no order of facts matters. */
  static SortedMap<String, LastDays> within(Duration time, SortedMap<String, LastDays> instances) {
    LocalDate since =
        instances.values().stream()
            .flatMap(each -> Stream.of(each.seen, each.ended))
            .<Instant>flatMap(Stream::ofNullable)
            .map(LastDays::day)
            .max(LocalDate::compareTo)
            .orElse(LocalDate.MIN.plusDays(time.toDays()))
            .minusDays(time.toDays());
    SortedMap<String, LastDays> kept = new TreeMap<>();
    for (Map.Entry<String, LastDays> each : instances.entrySet()) {
      LastDays left =
          new LastDays(
              sinceOrNull(each.getValue().seen, since), sinceOrNull(each.getValue().ended, since));
      if (!left.equals(NONE)) {
        kept.put(each.getKey(), left);
      }
    }
    return Collections.unmodifiableSortedMap(kept);
  }

  private static @Nullable Instant sinceOrNull(@Nullable Instant moment, LocalDate since) {
    return moment == null || day(moment).isBefore(since) ? null : moment;
  }

  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
