package dev.changeover.explain;

import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact as a finding cites it.
 *
 * @param name what it is, e.g. {@code outcome of charge-card, attempt 1}
 * @param value what it says, for people
 * @param observedAt when it was so, as its source claims
 * @param recordedAt when we learned of it
 * @param age from {@code observedAt} (or {@code recordedAt} if that is earlier) to the instant
 *     asked
 * @param maxAge how old it may be before it counts as missing; null: it does not age
 * @param positions of the events that prove it, ascending
 */
public record CitedFact(
    String name,
    String value,
    Instant observedAt,
    Instant recordedAt,
    Duration age,
    @Nullable Duration maxAge,
    List<Long> positions) {

  /** Whether it is older than it may be. */
  public boolean stale() {
    return maxAge != null && age.compareTo(maxAge) > 0;
  }

  /** When it was so, as people say it, seen from the instant asked. */
  public String spokenMoment() {
    Instant effective = observedAt.isAfter(recordedAt) ? recordedAt : observedAt;
    return SpokenTime.moment(observedAt, effective.plus(age));
  }

  /** A fact that does not age, proved by one event. */
  public static CitedFact of(
      String name, String value, Recorded<? extends Event> event, Instant asked) {
    return of(name, value, event, asked, null);
  }

  /** A fact proved by one event. */
  public static CitedFact of(
      String name,
      String value,
      Recorded<? extends Event> event,
      Instant asked,
      @Nullable Duration maxAge) {
    Duration age = Duration.between(event.effectiveAt(), asked);
    return new CitedFact(
        name,
        value,
        event.occurredAt(),
        event.recordedAt(),
        age.isNegative() ? Duration.ZERO : age,
        maxAge,
        List.of(event.position()));
  }
}
