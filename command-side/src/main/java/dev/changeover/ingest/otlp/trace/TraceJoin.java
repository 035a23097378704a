package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.ingest.otlp.meaning.Meaning;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.meaning.Outcomes;
import dev.changeover.ingest.otlp.meaning.Role;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import dev.changeover.ingest.otlp.span.SpanKey.TraceKey;
import dev.changeover.ingest.otlp.trace.TraceGraph.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives spans their place: action, step, attempt, effect name. A span belongs to the action that it
 * names, else to that of the spans that it links to (consumers only), else to that of its nearest
 * ancestor, else to the only action of its trace. What cannot be told yet waits; what is overdue is
 * placed with what is known. A span that may belong to several actions leaves a gap on each of
 * them: an effect that may be theirs is unseen.
 */
public final class TraceJoin {
  private static final int MOST_ROUNDS = 16;
  private static final Comparator<TraceSpan> BY_START =
      Comparator.comparing(TraceSpan::startedAt).thenComparing(TraceSpan::key);

  private final MeaningReader meanings;
  private final Map<SpanKey, TraceSpan> spans = new LinkedHashMap<>();
  private final Set<SpanKey> overdue;
  private final Set<TraceKey> closing = new HashSet<>();
  private final Set<SpanKey> waited = new HashSet<>();
  private final EffectNames effectNames = new EffectNames();
  private final TraceGaps gaps = new TraceGaps();

  private TraceJoin(MeaningReader meanings, Collection<TraceSpan> known, Set<SpanKey> overdue) {
    this.meanings = meanings;
    this.overdue = overdue;
    for (TraceSpan each : known) {
      spans.put(each.key(), each);
      if (each.placement() == null) {
        waited.add(each.key());
      }
    }
  }

  /**
   * Joins what is known.
   *
   * @param known everything remembered of the traces in question and of those they link to, and
   *     what has arrived
   * @param overdue spans that have waited long enough
   */
  public static Joined join(
      MeaningReader meanings, Collection<TraceSpan> known, Set<SpanKey> overdue) {
    return new TraceJoin(meanings, known, overdue).run();
  }

  private Joined run() {
    spans.values().forEach(effectNames::take);
    closeFailedTraces();
    for (int round = 0; round < MOST_ROUNDS && !areAllPlaced() && placeOnce(); round++) {
      closeFailedTraces();
    }
    List<TraceSpan> placed = new ArrayList<>();
    List<TraceSpan> waiting = new ArrayList<>();
    for (TraceSpan each : spans.values()) {
      if (each.span() != null) {
        (each.placement() == null ? waiting : placed).add(each);
      }
    }
    gaps.findIn(spans, placed, meanings);
    Missing missing =
        Missing.in(spans, waited, (span, action) -> tells(span, List.of(action), true));
    return new Joined(placed, waiting, gaps.found(), missing);
  }

  private boolean areAllPlaced() {
    return spans.values().stream().allMatch(each -> each.placement() != null);
  }

  /** One pass over what waits; true where something found its place. */
  private boolean placeOnce() {
    TraceGraph graph = new TraceGraph(spans, overdue, meanings.mapping());
    Map<TraceKey, Set<ActionRef>> declared = new HashMap<>();
    Map<TraceKey, Set<ActionRef>> unmapped = new HashMap<>();
    for (TraceSpan each : spans.values()) {
      if (graph.follow(each) instanceof Reach.Found(List<ActionRef> actions, Placement.How how)) {
        (how == Placement.How.UNMAPPED ? unmapped : declared)
            .computeIfAbsent(each.key().trace(), _ -> new TreeSet<>())
            .addAll(actions);
      }
    }
    boolean progress = false;
    for (TraceSpan each : spans.values().stream().sorted(BY_START).toList()) {
      if (each.placement() == null && each.span() != null) {
        TraceKey trace = each.key().trace();
        Placement place =
            place(
                each,
                each.span(),
                graph,
                declared.getOrDefault(trace, Set.of()),
                unmapped.getOrDefault(trace, Set.of()));
        if (place != null) {
          spans.put(each.key(), placed(each, each.span(), place));
          progress = true;
        }
      }
    }
    return progress;
  }

  private TraceSpan placed(TraceSpan waiting, SeenSpan span, Placement place) {
    if (place.actions().isEmpty()) {
      return waiting.at(place);
    }
    Placement known = fails(span, place) ? place.ofFailure() : place;
    SpanKey parent = waiting.parent();
    boolean parentCame = parent != null && spans.containsKey(parent);
    Meaning meaning = meaning(span, place.actions(), place.declared());
    Awaited awaited = Awaited.of(span, place, meaning, parentCame);
    return waiting.at(known, waiting.awaited().told() ? awaited.asTold() : awaited);
  }

  private @Nullable Placement place(
      TraceSpan waiting,
      SeenSpan span,
      TraceGraph graph,
      Set<ActionRef> declared,
      Set<ActionRef> unmapped) {
    return switch (graph.follow(waiting)) {
      case Reach.Found(List<ActionRef> actions, Placement.How how) ->
          inStep(waiting, span, actions, how, graph);
      case Reach.LinkMissing _ -> null;
      case Reach.ParentMissing _ -> byTrace(waiting, span, graph, declared, unmapped, false);
      case Reach.Nothing _ -> byTrace(waiting, span, graph, declared, unmapped, true);
    };
  }

  private @Nullable Placement byTrace(
      TraceSpan waiting,
      SeenSpan span,
      TraceGraph graph,
      Set<ActionRef> declared,
      Set<ActionRef> unmapped,
      boolean complete) {
    if (declared.size() == 1) {
      List<ActionRef> only = List.copyOf(declared);
      return tells(span, only, true)
          ? inStep(waiting, span, only, Placement.How.BY_TRACE, graph)
          : complete ? Placement.NO_ACTION : null;
    }
    if (declared.size() > 1) {
      return amongSeveral(waiting, span, declared, complete);
    }
    if (unmapped.size() == 1) {
      return inStep(waiting, span, List.copyOf(unmapped), Placement.How.UNMAPPED, graph);
    }
    if (!overdue.contains(waiting.key())) {
      return null;
    }
    // Of several that nobody named, the trace's own is likelier than one that a link led to.
    List<ActionRef> entered = unmapped.isEmpty() ? List.of() : entered(waiting.key().trace());
    return entered.isEmpty()
        ? withoutAction(waiting)
        : inStep(waiting, span, entered, Placement.How.UNMAPPED, graph);
  }

  private List<ActionRef> entered(TraceKey trace) {
    return spans.values().stream()
        .filter(each -> each.key().trace().equals(trace) && isUnmappedEntry(each))
        .sorted(BY_START)
        .flatMap(each -> Stream.ofNullable(each.placement()))
        .map(Placement::actions)
        .findFirst()
        .orElse(List.of());
  }

  private @Nullable Placement amongSeveral(
      TraceSpan waiting, SeenSpan span, Set<ActionRef> candidates, boolean complete) {
    if (!complete && !closing.contains(waiting.key().trace())) {
      return null;
    }
    candidates.stream()
        .limit(TraceGraph.MOST_ACTIONS)
        .filter(action -> tells(span, List.of(action), true))
        .forEach(action -> gaps.spanOfNobody(action, waiting));
    return Placement.NO_ACTION;
  }

  /** Nobody named an action: the span where the work entered the trace stands for one. */
  private @Nullable Placement withoutAction(TraceSpan waiting) {
    List<TraceSpan> trace =
        spans.values().stream()
            .filter(each -> each.key().trace().equals(waiting.key().trace()))
            .toList();
    if (trace.stream().anyMatch(TraceJoin::isUnmappedEntry)) {
      return null; // the entry was placed in this pass; the next one sees it
    }
    TraceSpan entry =
        trace.stream()
            .filter(each -> each.placement() == null)
            .filter(each -> each.span() != null && each.span().isEntry())
            .filter(each -> each.parent() == null || !spans.containsKey(each.parent()))
            .min(BY_START)
            .orElse(null);
    if (entry == null) {
      return Placement.NO_ACTION;
    }
    SeenSpan span = waiting.span();
    if (!entry.key().equals(waiting.key()) || span == null) {
      return null; // its turn comes when the entry has been placed
    }
    String type = ActionMapping.typeName(span.component() + " " + span.name());
    return new Placement(
        List.of(new ActionRef(type, waiting.key().traceId())),
        Placement.How.UNMAPPED_ENTRY,
        span.name(),
        1,
        null,
        false);
  }

  private static boolean isUnmappedEntry(TraceSpan span) {
    Placement placement = span.placement();
    return placement != null && placement.how() == Placement.How.UNMAPPED_ENTRY;
  }

  private @Nullable Placement inStep(
      TraceSpan waiting,
      SeenSpan span,
      List<ActionRef> actions,
      Placement.How how,
      TraceGraph graph) {
    Meaning meaning = meaning(span, actions, how != Placement.How.UNMAPPED);
    StepOf step = new StepSearch(meanings, graph, actions).from(waiting, meaning);
    int attempt = meaning.attempt() == null ? 1 : meaning.attempt();
    if (!meaning.is(Role.EFFECT)) {
      return switch (step) {
        case StepOf.Step(String name, int inherited) ->
            new Placement(
                actions, how, name, meaning.attempt() == null ? inherited : attempt, null, false);
        case StepOf.None _, StepOf.NotYetKnown _ ->
            new Placement(actions, how, null, attempt, null, false);
      };
    }
    return switch (step) {
      case StepOf.Step(String name, int inherited) -> {
        int tried = meaning.attempt() == null ? inherited : attempt;
        String effect = effectNames.free(waiting, name, tried, meaning.effect().name());
        yield new Placement(actions, how, name, tried, effect, false);
      }
      case StepOf.None _ -> ownStep(waiting, actions, how, attempt, meaning);
      case StepOf.NotYetKnown _ ->
          overdue.contains(waiting.key()) || closing.contains(waiting.key().trace())
              ? ownStep(waiting, actions, how, attempt, meaning)
              : null;
    };
  }

  private Placement ownStep(
      TraceSpan waiting, List<ActionRef> actions, Placement.How how, int attempt, Meaning meaning) {
    String name = meaning.effect().name();
    String effect = effectNames.free(waiting, name, attempt, name);
    return new Placement(actions, how, name, attempt, effect, true);
  }

  private Meaning meaning(SeenSpan span, List<ActionRef> actions, boolean declared) {
    return meanings.of(span, actions.getFirst().type(), declared);
  }

  private boolean tells(SeenSpan span, List<ActionRef> actions, boolean declared) {
    return meaning(span, actions, declared).tells();
  }

  /**
   * Where a step failed or the action ended, nothing of the trace waits any longer: what is asked
   * now must see every effect that has been received. A failure is remembered, for what comes after
   * it; after an action that completed, there is time.
   */
  private void closeFailedTraces() {
    for (TraceSpan each : spans.values()) {
      SeenSpan span = each.span();
      Placement placement = each.placement();
      if (placement != null
          && placement.declared()
          && (placement.isOfFailure() || (span != null && closes(span, placement)))) {
        closing.add(each.key().trace());
      }
    }
  }

  private boolean closes(SeenSpan span, Placement placement) {
    return fails(span, placement)
        || (!placement.actions().isEmpty()
            && meaning(span, placement.actions(), true).is(Role.FINISH));
  }

  /** Whether somebody may ask from now on if the action may be retried. */
  private boolean fails(SeenSpan span, Placement placement) {
    if (placement.actions().isEmpty()) {
      return false;
    }
    Meaning meaning = meaning(span, placement.actions(), placement.declared());
    boolean ends = meaning.is(Role.FINISH) && meaning.finish() != ActionOutcome.COMPLETED;
    boolean tries = meaning.is(Role.STEP) || meaning.is(Role.ACCEPT) || placement.ownStep();
    return ends || (tries && Outcomes.ofAttempt(span) != AttemptOutcome.SUCCEEDED);
  }
}
