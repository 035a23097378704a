package dev.changeover.ingest.otlp.trace;

import static java.util.stream.Collectors.toSet;

import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What has yet to come of actions that failed. Somebody may ask at once whether such an action may
 * be retried: whoever has not been heard of may still be at work for it, or may have done what
 * nobody told. So it is named at once, and taken back when it comes.
 *
 * @param open gaps of this moment
 * @param closed gaps that may have been told before, and are none any longer
 * @param whole spans whose gaps are all closed
 */
public record Missing(List<Gap> open, List<Gap> closed, Set<SpanKey> whole) {

  public static final Missing NOTHING = new Missing(List.of(), List.of(), Set.of());

  /** Who says whether a span that has no place may be part of an action. */
  interface MayTell {
    boolean of(SeenSpan span, ActionRef action);
  }

  /**
   * @param waited those of the spans that had no place so far
   */
  static Missing in(Map<SpanKey, TraceSpan> spans, Set<SpanKey> waited, MayTell mayTell) {
    Set<ActionRef> failed = failed(spans.values());
    Map<TraceKey, Set<ActionRef>> failedIn = byTrace(spans.values(), failed);
    Predicate<SpanKey> absent = key -> !spans.containsKey(key);
    List<Gap> open = new ArrayList<>();
    List<Gap> closed = new ArrayList<>();
    Set<SpanKey> whole = new HashSet<>();
    for (TraceSpan each : spans.values()) {
      open.addAll(
          each.placement() == null
              ? ofUnplaced(each, failedIn, mayTell)
              : beside(each, absent, failed::contains));
      if (each.placement() != null && each.awaited().told()) {
        closed.addAll(
            waited.contains(each.key())
                ? ofPlaced(each, failedIn)
                : beside(each, absent.negate(), _ -> true));
        if (beside(each, absent, _ -> true).isEmpty()) {
          whole.add(each.key());
        }
      }
    }
    return new Missing(open, closed, whole);
  }

  private static Set<ActionRef> failed(Collection<TraceSpan> spans) {
    return spans.stream()
        .flatMap(each -> Stream.ofNullable(each.placement()))
        .filter(Placement::isOfFailure)
        .flatMap(placement -> placement.actions().stream())
        .collect(toSet());
  }

  private static Map<TraceKey, Set<ActionRef>> byTrace(
      Collection<TraceSpan> spans, Set<ActionRef> failed) {
    Map<TraceKey, Set<ActionRef>> failedIn = new HashMap<>();
    for (TraceSpan each : spans) {
      actionsOf(each)
          .filter(failed::contains)
          .forEach(
              action ->
                  failedIn.computeIfAbsent(each.key().trace(), _ -> new TreeSet<>()).add(action));
    }
    return failedIn;
  }

  private static Stream<ActionRef> actionsOf(TraceSpan span) {
    Placement placement = span.placement();
    return placement == null ? Stream.empty() : placement.actions().stream();
  }

  /** For each span that has to come beside this one and that fits: a gap of each such action. */
  private static List<Gap> beside(
      TraceSpan span, Predicate<SpanKey> which, Predicate<ActionRef> whose) {
    List<Gap> gaps = new ArrayList<>();
    SpanKey parent = span.parent();
    if (span.awaited().parent() && parent != null && which.test(parent)) {
      actionsOf(span).filter(whose).forEach(action -> gaps.add(ofParent(action, span)));
    }
    for (SpanKey link : span.awaited().links()) {
      if (which.test(link)) {
        actionsOf(span).filter(whose).forEach(action -> gaps.add(ofLink(action, span, link)));
      }
    }
    return gaps;
  }

  /** A parent that has not come although there was time enough. */
  static List<Gap> parentOf(TraceSpan span) {
    return actionsOf(span).map(action -> ofParent(action, span)).toList();
  }

  private static Gap ofParent(ActionRef action, TraceSpan span) {
    String what =
        "span %s, the parent of span %s, has not been received"
            .formatted(span.parentSpanId(), span.key().spanId());
    return new Gap(action, span.key(), "parent", what, span.startedAt());
  }

  private static Gap ofLink(ActionRef action, TraceSpan span, SpanKey link) {
    String what =
        "span %s of trace %s, whose message span %s worked on, has not been received"
            .formatted(link.spanId(), link.traceId(), span.key().spanId());
    return new Gap(action, span.key(), "link-" + link.spanId(), what, span.startedAt());
  }

  private static List<Gap> ofUnplaced(
      TraceSpan span, Map<TraceKey, Set<ActionRef>> failedIn, MayTell mayTell) {
    SeenSpan seen = span.span();
    return seen == null
        ? List.of()
        : near(span.key().trace(), seen, failedIn)
            .filter(action -> seen.kind() == SeenSpan.Kind.CONSUMER || mayTell.of(seen, action))
            .map(action -> unplaced(action, span))
            .toList();
  }

  private static List<Gap> ofPlaced(TraceSpan span, Map<TraceKey, Set<ActionRef>> failedIn) {
    SeenSpan seen = span.span();
    return seen == null
        ? List.of()
        : near(span.key().trace(), seen, failedIn).map(action -> unplaced(action, span)).toList();
  }

  /** What failed in its trace, or in one that it links to. */
  private static Stream<ActionRef> near(
      TraceKey trace, SeenSpan span, Map<TraceKey, Set<ActionRef>> failedIn) {
    return Stream.concat(Stream.of(trace), span.links().stream().map(SpanKey::trace))
        .flatMap(each -> failedIn.getOrDefault(each, Set.of()).stream())
        .distinct()
        .limit(TraceGraph.MOST_ACTIONS);
  }

  private static Gap unplaced(ActionRef action, TraceSpan span) {
    String what =
        "span %s of trace %s may be part of it, and what would tell has not been received"
            .formatted(span.key().spanId(), span.key().traceId());
    return new Gap(action, span.key(), "unplaced", what, span.startedAt());
  }
}
