package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What several words of one start, or of one end, tell together: the first one holds, with what it
 * leaves out and the others tell. Of two leases and of two retries to come the later counts; of two
 * versions of the entity that was read, neither.
 */
final class WordsOfOneTry {
  private WordsOfOneTry() {}

  static Recorded<StepStarted> ofStart(Recorded<StepStarted> first, Recorded<StepStarted> other) {
    StepStarted one = first.event();
    StepStarted two = other.event();
    return Join.as(
        first,
        new StepStarted(
            one.action(),
            one.step(),
            one.attempt(),
            told(one.component(), two.component()),
            told(one.version(), two.version()),
            told(one.instance(), two.instance()),
            told(one.stepGraph(), two.stepGraph()),
            later(one.leaseUntil(), two.leaseUntil()),
            agreed(one.entityVersion(), two.entityVersion()),
            told(one.compensates(), two.compensates()),
            told(one.stepClass(), two.stepClass())));
  }

  static Recorded<StepFinished> ofEnd(Recorded<StepFinished> worst, Recorded<StepFinished> other) {
    StepFinished one = worst.event();
    StepFinished two = other.event();
    return Join.as(
        worst,
        new StepFinished(
            one.action(),
            one.step(),
            one.attempt(),
            told(one.component(), two.component()),
            told(one.version(), two.version()),
            told(one.instance(), two.instance()),
            told(one.stepGraph(), two.stepGraph()),
            one.outcome(),
            one.error(),
            later(one.nextRetryAt(), two.nextRetryAt()),
            later(one.leaseUntil(), two.leaseUntil()),
            told(one.compensates(), two.compensates())));
  }

  private static @Nullable String told(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private static @Nullable String agreed(@Nullable String one, @Nullable String other) {
    return one == null || other == null || one.equals(other) ? told(one, other) : null;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return Stream.of(one, other).filter(Objects::nonNull).max(Instant::compareTo).orElse(null);
  }
}
