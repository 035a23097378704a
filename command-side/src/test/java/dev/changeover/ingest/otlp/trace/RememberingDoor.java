package dev.changeover.ingest.otlp.trace;

import dev.changeover.ingest.otlp.Exports;
import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.span.ReadSpans;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanReader;
import dev.changeover.log.NewFact;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A door with its memory on the heap: what arrives, joined with all that came before. */
final class RememberingDoor {
  private final MeaningReader meanings;
  private final SpanReader reader;
  private final Map<SpanKey, TraceSpan> memory = new TreeMap<>();
  final List<NewFact> facts = new ArrayList<>();

  RememberingDoor(ActionMapping mapping) {
    meanings = new MeaningReader(mapping);
    reader = new SpanReader(mapping.allowedAttributes(), "default");
  }

  void take(ExportTraceServiceRequest request) {
    ReadSpans read = reader.read(request, Exports.NOW);
    for (SeenSpan span : read.spans()) {
      TraceSpan arrived = TraceSpan.arrived(span, Exports.NOW);
      memory.merge(span.key(), arrived, (before, _) -> before.sentAgain(span));
    }
    join(Set.of());
  }

  /** Nothing more is waited for. */
  void losePatience() {
    join(Set.copyOf(memory.keySet()));
  }

  int waiting() {
    return (int) memory.values().stream().filter(each -> each.placement() == null).count();
  }

  private void join(Set<SpanKey> overdue) {
    Joined joined = TraceJoin.join(meanings, memory.values(), overdue);
    facts.addAll(TraceFacts.of(meanings, joined.placed(), joined.gaps(), memory.values()));
    joined.placed().forEach(each -> memory.put(each.key(), each.withoutSpan()));
  }
}
