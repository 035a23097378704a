package dev.changeover.ingest.otlp.trace;

import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a span.
 *
 * @param placement null: it still waits
 * @param span the span itself; kept while its facts are not known to be in the log
 * @param publishes whether it sends a message on: work goes on elsewhere after it
 * @param awaited what has to come beside it; nothing of a span that waits
 * @param receivedAt when the door took it
 */
public record TraceSpan(
    SpanKey key,
    @Nullable String parentSpanId,
    Instant startedAt,
    @Nullable Placement placement,
    @Nullable SeenSpan span,
    boolean publishes,
    Awaited awaited,
    Instant receivedAt) {

  /** A span that has just arrived. */
  public static TraceSpan arrived(SeenSpan span, Instant now) {
    return new TraceSpan(
        span.key(),
        span.parentSpanId(),
        span.startedAt(),
        null,
        span,
        span.kind() == SeenSpan.Kind.PRODUCER,
        Awaited.NOTHING,
        now);
  }

  /** The same span, sent again, as it was placed before. */
  public TraceSpan sentAgain(SeenSpan again) {
    return new TraceSpan(
        key, parentSpanId, startedAt, placement, again, publishes, awaited, receivedAt);
  }

  /** The same span at its place. */
  public TraceSpan at(Placement place) {
    return at(place, awaited);
  }

  TraceSpan at(Placement place, Awaited beside) {
    return new TraceSpan(key, parentSpanId, startedAt, place, span, publishes, beside, receivedAt);
  }

  /** The same, of which the log is told that something beside it is missing. */
  public TraceSpan withGapTold() {
    return new TraceSpan(
        key, parentSpanId, startedAt, placement, span, publishes, awaited.asTold(), receivedAt);
  }

  /** What stays when the facts are told. */
  public TraceSpan withoutSpan() {
    return new TraceSpan(
        key, parentSpanId, startedAt, placement, null, publishes, awaited, receivedAt);
  }

  /** The parent's key; null for a root. */
  @Nullable SpanKey parent() {
    return parentSpanId == null ? null : key.sibling(parentSpanId);
  }
}
