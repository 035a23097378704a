package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import dev.changeover.log.NewFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts that a join makes due. */
public final class TraceFacts {
  private TraceFacts() {}

  /**
   * Facts of all placed spans and of the gaps, each id once.
   *
   * @param known everything remembered of the traces
   */
  public static List<NewFact> of(
      MeaningReader meanings,
      Collection<TraceSpan> placed,
      Collection<Gap> gaps,
      Collection<TraceSpan> known) {
    Set<TraceKey> leavingWork =
        known.stream()
            .filter(TraceSpan::publishes)
            .map(each -> each.key().trace())
            .collect(Collectors.toSet());
    List<NewFact> facts = new ArrayList<>();
    for (TraceSpan each : placed) {
      Placement place = each.placement();
      SeenSpan span = each.span();
      if (place != null && span != null) {
        boolean leavesWork = leavingWork.contains(each.key().trace());
        facts.addAll(ofSpan(meanings, span, place, leavesWork));
      }
    }
    gaps.forEach(gap -> facts.add(SpanFacts.of(gap)));
    return once(facts);
  }

  /** What has yet to come, and what was told to be missing and has come. */
  public static List<NewFact> of(Missing missing) {
    return once(
        Stream.concat(
                missing.open().stream().map(SpanFacts::of),
                missing.closed().stream().map(SpanFacts::ofClosed))
            .toList());
  }

  /** Gaps for parents that have not come although there was time enough. */
  public static List<NewFact> ofMissingParents(Collection<TraceSpan> withoutParent) {
    return once(
        withoutParent.stream()
            .flatMap(each -> Missing.parentOf(each).stream())
            .map(SpanFacts::of)
            .toList());
  }

  private static List<NewFact> ofSpan(
      MeaningReader meanings, SeenSpan span, Placement place, boolean leavesWork) {
    List<NewFact> facts = new ArrayList<>();
    for (ActionRef action : place.actions()) {
      facts.addAll(
          SpanFacts.of(
              span, place, meanings.of(span, action.type(), place.declared()), action, leavesWork));
    }
    return facts;
  }

  /** Each id once: the first stands. */
  public static List<NewFact> once(List<NewFact> facts) {
    Map<Object, NewFact> byId = new LinkedHashMap<>();
    facts.forEach(fact -> byId.putIfAbsent(fact.id(), fact));
    return List.copyOf(byId.values());
  }
}
