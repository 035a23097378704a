package dev.changeover.ingest.otlp;

import dev.changeover.ingest.otlp.SpanMemory.Remembered;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import dev.changeover.ingest.otlp.trace.TraceSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The spans of some traces, for one look at them: what memory holds, and what has arrived. */
final class KnownSpans {
  private final SpanMemory memory;
  private final Set<TraceKey> traces;
  private final Map<SpanKey, TraceSpan> spans;
  private final Set<SpanKey> held;
  private final Set<SpanKey> arrived = new HashSet<>();

  private KnownSpans(SpanMemory memory, Set<TraceKey> traces) {
    this.memory = memory;
    this.traces = traces;
    this.spans = new LinkedHashMap<>(memory.recall(traces));
    this.held = new HashSet<>(spans.keySet());
  }

  /** What memory holds of these traces and of those that links join them to. */
  static KnownSpans of(Set<TraceKey> traces, SpanMemory memory) {
    return new KnownSpans(memory, traces);
  }

  /** These, and what memory holds of their traces. */
  static KnownSpans of(List<SeenSpan> arriving, Instant now, SpanMemory memory) {
    Set<TraceKey> traces = new TreeSet<>();
    for (SeenSpan span : arriving) {
      traces.add(span.key().trace());
      span.links().forEach(link -> traces.add(link.trace()));
    }
    KnownSpans known = of(traces, memory);
    Map<SpanKey, TraceSpan> last = new LinkedHashMap<>();
    arriving.forEach(span -> last.put(span.key(), TraceSpan.arrived(span, now)));
    last.forEach((key, span) -> known.spans.merge(key, span, KnownSpans::sentAgain));
    known.arrived.addAll(last.keySet());
    return known;
  }

  private static TraceSpan sentAgain(TraceSpan before, TraceSpan again) {
    SeenSpan span = again.span();
    return span == null ? before : before.sentAgain(span);
  }

  Collection<TraceSpan> all() {
    return spans.values();
  }

  @Nullable TraceSpan get(SpanKey key) {
    return spans.get(key);
  }

  boolean hasArrived(TraceSpan span) {
    return arrived.contains(span.key());
  }

  /** The facts of these have been made. */
  void told(Collection<TraceSpan> placed) {
    placed.forEach(each -> spans.put(each.key(), each.withoutSpan()));
  }

  /** Has memory hold these as they are now. */
  Remembered remember(Collection<TraceSpan> changed) {
    List<TraceSpan> fresh = new ArrayList<>();
    List<TraceSpan> held = new ArrayList<>();
    changed.forEach(each -> (this.held.contains(each.key()) ? held : fresh).add(each));
    Remembered remembered = memory.remember(fresh, held);
    fresh.forEach(each -> this.held.add(each.key()));
    return remembered;
  }

  /**
   * Adds what others have committed meanwhile. Each request writes before it reads here, so that of
   * two at once at least one sees both.
   *
   * @return whether there was anything
   */
  boolean addNewcomers() {
    Map<SpanKey, TraceSpan> newcomers = memory.recall(traces, spans.keySet());
    newcomers.forEach(spans::putIfAbsent);
    held.addAll(newcomers.keySet());
    return !newcomers.isEmpty();
  }
}
