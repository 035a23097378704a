package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.time.Instant;

/**
 * Something of an action's record that is known to be missing or in disorder.
 *
 * @param at the span or trace where it shows; the span id is empty for a whole trace
 * @param kind one word for it, part of the fact's identity
 * @param what one sentence; the same every time the same gap is found
 */
public record Gap(ActionRef action, SpanKey at, String kind, String what, Instant occurredAt) {}
