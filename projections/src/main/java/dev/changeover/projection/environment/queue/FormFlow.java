package dev.changeover.projection.environment.queue;

import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionEvent.MessagePublished;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a version of a component puts messages of a form into a queue, or takes them from it. Known
 * to the minute: of each minute the first message stands for all, so that a busy queue does not
 * rewrite this with every message.
 *
 * @param form null: the messages did not say
 * @param component null: not told who
 * @param published the first of the latest minute; null: never seen
 * @param consumed the first of the latest minute; null: never seen
 */
public record FormFlow(
    String queue,
    @Nullable MessageForm form,
    @Nullable String component,
    @Nullable String version,
    @Nullable Recorded<MessagePublished> published,
    @Nullable Recorded<MessageConsumed> consumed) {

  private static final Comparator<Recorded<?>> BY_MINUTE =
      Comparator.<Recorded<?>, Instant>comparing(
              fact -> fact.effectiveAt().truncatedTo(ChronoUnit.MINUTES))
          .thenComparing(Recorded.BY_TIME.reversed());

  public static FormFlow published(@Nullable FormFlow known, Recorded<MessagePublished> fact) {
    MessagePublished e = fact.event();
    return new FormFlow(
        e.queue(),
        e.schema(),
        e.component(),
        e.version(),
        later(known == null ? null : known.published, fact),
        known == null ? null : known.consumed);
  }

  public static FormFlow consumed(@Nullable FormFlow known, Recorded<MessageConsumed> fact) {
    MessageConsumed e = fact.event();
    return new FormFlow(
        e.queue(),
        e.schema(),
        e.component(),
        e.version(),
        known == null ? null : known.published,
        later(known == null ? null : known.consumed, fact));
  }

  /** When it was last seen, to the minute. */
  public Instant lastTold() {
    return Stream.<Recorded<?>>concat(Stream.ofNullable(published), Stream.ofNullable(consumed))
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static <E extends Event> Recorded<E> later(
      @Nullable Recorded<E> known, Recorded<E> fact) {
    return known == null || BY_MINUTE.compare(known, fact) < 0 ? fact : known;
  }
}
