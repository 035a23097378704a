package dev.changeover.event;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A fact in the log with its envelope.
 *
 * @param position dense index in the log, in commit order, from 0
 * @param id who told it, and under which id
 * @param environment the environment it belongs to; null for facts of none, such as a built
 *     artifact
 * @param subject the name of the thing it is about, as the source named it
 * @param occurredAt claimed by the source
 * @param recordedAt ours; never earlier than that of the position before
 * @param event what happened
 */
public record Recorded<E extends Event>(
    long position,
    EventId id,
    @Nullable String environment,
    String subject,
    Instant occurredAt,
    Instant recordedAt,
    E event) {

  /**
   * Facts in the order in which they took effect, whatever order they arrived in. Ties are broken
   * by identity, never by position, so that a shuffled history gives the same state.
   */
  public static final Comparator<Recorded<? extends Event>> BY_TIME =
      Comparator.<Recorded<? extends Event>, Instant>comparing(Recorded::effectiveAt)
          .thenComparing(Recorded::id);

  /**
   * The time that ages are counted from: what the source claimed, unless it claims a moment after
   * the one we recorded it at. A clock that runs ahead must not keep a fact young.
   */
  public Instant effectiveAt() {
    return occurredAt.isAfter(recordedAt) ? recordedAt : occurredAt;
  }

  /** The later of two facts of the same kind; a join, so order and repetition do not matter. */
  public static <E extends Event> Recorded<E> latest(@Nullable Recorded<E> one, Recorded<E> other) {
    return one == null || BY_TIME.compare(one, other) < 0 ? other : one;
  }

  /** The earlier of two facts of the same kind; a join. */
  public static <E extends Event> Recorded<E> earliest(
      @Nullable Recorded<E> one, Recorded<E> other) {
    return one == null || BY_TIME.compare(other, one) < 0 ? other : one;
  }
}
