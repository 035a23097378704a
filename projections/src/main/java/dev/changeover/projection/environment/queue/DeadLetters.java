package dev.changeover.projection.environment.queue;

import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a queue as one source counts them.
 *
 * @param latest the latest snapshot that told them
 * @param byHour the latest of each hour (UTC, e.g. {@code 2026-11-20T14:00:00Z}), of the last hours
 *     only
 */
public record DeadLetters(
    Recorded<QueueObserved> latest, SortedMap<String, Recorded<QueueObserved>> byHour) {

  private static final int HOURS = 24;

  static DeadLetters merge(@Nullable DeadLetters known, Recorded<QueueObserved> fact) {
    String hour = fact.effectiveAt().truncatedTo(ChronoUnit.HOURS).toString();
    SortedMap<String, Recorded<QueueObserved>> all =
        Join.latest(known == null ? Join.none() : known.byHour, hour, fact);
    return new DeadLetters(
        Recorded.latest(known == null ? null : known.latest, fact),
        all.size() <= HOURS ? all : Join.without(all, all.firstKey()));
  }

  /** How many there are. */
  public long count() {
    return count(latest);
  }

  /** How many a snapshot told. */
  public static long count(Recorded<QueueObserved> told) {
    return Objects.requireNonNull(told.event().deadLetters(), "kept for its dead letters");
  }

  /** The last count before a moment; empty: not known. */
  public Optional<Recorded<QueueObserved>> before(Instant moment) {
    return byHour.values().stream()
        .filter(each -> each.effectiveAt().isBefore(moment))
        .max(Recorded.BY_TIME);
  }
}
