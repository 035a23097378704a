package dev.changeover.projection.environment.coexistence;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.CoexistenceEvent.Side;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.projection.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * That versions of two components may or may not live side by side, from an event or a plan.
 *
 * @param until as written: a moment, or in a plan also a duration from when the pair is first seen;
 *     null: no end
 * @param release the release whose plan says so; null: an event does
 * @param by the fact that says so
 */
public record Declaration(
    Side a,
    Side b,
    Compatibility verdict,
    @Nullable String until,
    @Nullable String release,
    Recorded<?> by) {

  /** Whether it speaks of these two versions, in whichever order. */
  public boolean covers(ComponentVersion one, ComponentVersion other) {
    return covers(one, other, VersionRange::includes);
  }

  /** The same, or perhaps so: a range cannot be compared with one of them. */
  public boolean mayCover(ComponentVersion one, ComponentVersion other) {
    return covers(one, other, VersionRange::mayInclude);
  }

  private boolean covers(
      ComponentVersion one, ComponentVersion other, BiPredicate<VersionRange, String> means) {
    return (covers(a, one, means) && covers(b, other, means))
        || (covers(a, other, means) && covers(b, one, means));
  }

  private static boolean covers(
      Side side, ComponentVersion version, BiPredicate<VersionRange, String> means) {
    return side.component().equals(version.component())
        && means.test(side.versions(), version.version());
  }

  /**
   * When it ends, for a pair first seen together at that moment.
   *
   * @param firstSeen null: never seen together yet, so a duration has not begun
   * @return null where there is no end, or none yet; {@link Instant#MIN} where the text cannot be
   *     read, so that an unreadable window is a closed one
   */
  public @Nullable Instant endsAt(@Nullable Instant firstSeen) {
    if (until == null) {
      return null;
    }
    try {
      return Instant.parse(until);
    } catch (DateTimeParseException notAMoment) {
      return endsAfter(until, firstSeen);
    }
  }

  private static @Nullable Instant endsAfter(String length, @Nullable Instant firstSeen) {
    try {
      Duration window = Policy.multiple(1, Duration.parse(length));
      return firstSeen == null ? null : firstSeen.plus(window);
    } catch (DateTimeParseException unreadable) {
      return Instant.MIN;
    }
  }

  /** Whether the instant is inside its window. */
  public boolean inForceAt(Instant instant, @Nullable Instant firstSeen) {
    Instant end = endsAt(firstSeen);
    return end == null || instant.isBefore(end);
  }
}
