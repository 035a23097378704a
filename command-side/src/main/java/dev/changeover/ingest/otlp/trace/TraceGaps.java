package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionRef;
import dev.changeover.event.otel.ChangeoverAttributes;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what is missing or in disorder in traces. Every gap is named the same way each time. */
final class TraceGaps {

  /** Clocks of two machines may differ by this much before we call it disorder. */
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  private final List<Gap> found = new ArrayList<>();

  List<Gap> found() {
    return List.copyOf(found);
  }

  /** A span that tells something and may be of this action or of another of its trace. */
  void spanOfNobody(ActionRef action, TraceSpan span) {
    add(
        action,
        span.key(),
        "ambiguous",
        "span " + span.key().spanId() + " names no action, and its trace has several",
        span.startedAt());
  }

  void findIn(Map<SpanKey, TraceSpan> spans, Collection<TraceSpan> placed, MeaningReader meanings) {
    Set<TraceKey> touched = new TreeSet<>();
    for (TraceSpan each : placed) {
      Placement placement = each.placement();
      SeenSpan span = each.span();
      if (placement != null && span != null) {
        touched.add(each.key().trace());
        placement.actions().forEach(action -> ofSpan(action, each, span, placement, meanings));
        disorder(parentOf(each, spans), each);
      }
    }
    Set<SpanKey> arrived = new TreeSet<>();
    placed.forEach(each -> arrived.add(each.key()));
    spans.values().stream()
        .filter(each -> touched.contains(each.key().trace()) && !arrived.contains(each.key()))
        .filter(each -> each.parent() != null && arrived.contains(each.parent()))
        .forEach(each -> disorder(parentOf(each, spans), each));
    ofTraces(spans, touched);
  }

  private static @Nullable TraceSpan parentOf(TraceSpan span, Map<SpanKey, TraceSpan> spans) {
    SpanKey parent = span.parent();
    return parent == null ? null : spans.get(parent);
  }

  private void ofSpan(
      ActionRef action, TraceSpan at, SeenSpan span, Placement placement, MeaningReader meanings) {
    Instant endedAt = span.endedAt();
    if (endedAt != null && endedAt.isBefore(span.startedAt())) {
      String what = "span " + at.key().spanId() + " ends before it starts";
      add(action, at.key(), "negative", what, span.startedAt());
    }
    String attempt = span.attribute(ChangeoverAttributes.ATTEMPT);
    if (attempt != null && !MeaningReader.isAttempt(attempt)) {
      String what =
          "span %s tells attempt '%s', and tries count from 1"
              .formatted(at.key().spanId(), attempt);
      add(action, at.key(), "attempt", what, span.startedAt());
    }
    if (span.incomplete() && meanings.of(span, action.type(), placement.declared()).tells()) {
      String what = "span " + at.key().spanId() + " lost attributes or links at its source";
      add(action, at.key(), "incomplete", what, span.startedAt());
    }
  }

  private void disorder(@Nullable TraceSpan parent, TraceSpan child) {
    Placement placement = child.placement();
    if (parent == null
        || placement == null
        || !child.startedAt().plus(CLOCK_TOLERANCE).isBefore(parent.startedAt())) {
      return;
    }
    String what =
        "span %s starts %d ms before its parent %s: their clocks disagree"
            .formatted(
                child.key().spanId(),
                Duration.between(child.startedAt(), parent.startedAt()).toMillis(),
                parent.key().spanId());
    placement.actions().forEach(a -> add(a, child.key(), "clock", what, child.startedAt()));
  }

  /** Spans that were placed on less than what is known now. */
  private void ofTraces(Map<SpanKey, TraceSpan> spans, Set<TraceKey> touched) {
    Map<TraceKey, List<TraceSpan>> byTrace = new HashMap<>();
    spans.values().stream()
        .filter(each -> touched.contains(each.key().trace()))
        .forEach(
            each -> byTrace.computeIfAbsent(each.key().trace(), _ -> new ArrayList<>()).add(each));
    byTrace.forEach(this::ofTrace);
  }

  private void ofTrace(TraceKey trace, List<TraceSpan> spans) {
    Set<ActionRef> declared = new TreeSet<>();
    boolean guessed = false;
    boolean unmapped = false;
    Instant firstAt = Instant.MAX;
    for (TraceSpan each : spans) {
      Placement placement = each.placement();
      if (placement == null || placement.actions().isEmpty()) {
        continue;
      }
      firstAt = each.startedAt().isBefore(firstAt) ? each.startedAt() : firstAt;
      guessed |= placement.how() == Placement.How.BY_TRACE;
      unmapped |= !placement.declared();
      if (placement.declared()) {
        declared.addAll(placement.actions());
      }
    }
    SpanKey whole = new SpanKey(trace.environment(), trace.traceId(), "");
    if (guessed && declared.size() > 1) {
      String what =
          "trace " + trace.traceId() + " has several actions, and some of its spans name none";
      Instant at = firstAt;
      declared.forEach(action -> add(action, whole, "shared", what, at));
    }
    if (unmapped && !declared.isEmpty()) {
      String what =
          "spans of trace " + trace.traceId() + " were recorded before its action was named";
      Instant at = firstAt;
      declared.forEach(action -> add(action, whole, "late", what, at));
    }
  }

  private void add(ActionRef action, SpanKey at, String kind, String what, Instant occurredAt) {
    found.add(new Gap(action, at, kind, what, occurredAt));
  }
}
