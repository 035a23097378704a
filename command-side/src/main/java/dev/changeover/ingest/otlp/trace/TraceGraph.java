package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.meaning.ActionMapping;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The spans known of some traces, and how far each one's action can be followed through them. */
final class TraceGraph {

  /** Chains longer than this are not followed: they are taken as not yet known. */
  private static final int LONGEST_CHAIN = 500;

  /** One span speaks for at most so many actions. */
  static final int MOST_ACTIONS = 32;

  private final Map<SpanKey, TraceSpan> spans;
  private final Set<SpanKey> overdue;
  private final ActionMapping mapping;
  private final Map<SpanKey, Reach> reached = new HashMap<>();

  TraceGraph(Map<SpanKey, TraceSpan> spans, Set<SpanKey> overdue, ActionMapping mapping) {
    this.spans = spans;
    this.overdue = overdue;
    this.mapping = mapping;
  }

  /** What following a span's parents and links leads to. */
  sealed interface Reach {
    /** The actions, and how a span that got here through this one is placed. */
    record Found(List<ActionRef> actions, Placement.How how) implements Reach {}

    /** A linked span has not come yet. */
    record LinkMissing() implements Reach {}

    /** A parent has not come yet. */
    record ParentMissing() implements Reach {}

    /** Everything up to the root is known and names no action. */
    record Nothing() implements Reach {}
  }

  @Nullable TraceSpan get(SpanKey key) {
    return spans.get(key);
  }

  /** Where this span belongs, as far as parents and links tell. */
  Reach follow(TraceSpan from) {
    return follow(from, 0);
  }

  private Reach follow(TraceSpan from, int depth) {
    Reach known = reached.get(from.key());
    if (known != null) {
      return known;
    }
    if (depth > LONGEST_CHAIN) {
      return new Reach.ParentMissing();
    }
    reached.put(from.key(), new Reach.ParentMissing()); // stands while a circle is walked
    Reach reach = look(from, depth);
    reached.put(from.key(), reach);
    return reach;
  }

  private Reach look(TraceSpan from, int depth) {
    Placement placement = from.placement();
    SeenSpan span = from.span();
    if (placement != null || span == null) {
      return placement == null || placement.actions().isEmpty()
          ? new Reach.Nothing()
          : new Reach.Found(placement.actions(), inherited(placement.how()));
    }
    Optional<ActionRef> named = mapping.actionNamedBy(span);
    if (named.isPresent()) {
      return new Reach.Found(List.of(named.get()), Placement.How.NAMED);
    }
    if (span.kind() == SeenSpan.Kind.CONSUMER && !span.links().isEmpty()) {
      Reach linked = followLinks(span, depth);
      if (!(linked instanceof Reach.Nothing)) {
        return linked;
      }
    }
    return followParent(from, depth);
  }

  private Reach followLinks(SeenSpan span, int depth) {
    Set<ActionRef> actions = new LinkedHashSet<>();
    Placement.How how = Placement.How.UNMAPPED;
    boolean missing = false;
    for (SpanKey link : span.links()) {
      TraceSpan target = spans.get(link);
      Reach reach = target == null ? new Reach.ParentMissing() : follow(target, depth + 1);
      switch (reach) {
        case Reach.Found found -> {
          actions.addAll(found.actions());
          how = inherited(found.how()) == Placement.How.UNMAPPED ? how : Placement.How.JOINED;
        }
        case Reach.LinkMissing _, Reach.ParentMissing _, Reach.Nothing _ -> missing = true;
      }
    }
    if (missing && !overdue.contains(span.key())) {
      return new Reach.LinkMissing();
    }
    List<ActionRef> found = actions.stream().limit(MOST_ACTIONS).toList();
    return found.isEmpty() ? new Reach.Nothing() : new Reach.Found(found, how);
  }

  private Reach followParent(TraceSpan from, int depth) {
    SpanKey parentKey = from.parent();
    if (parentKey == null) {
      return new Reach.Nothing();
    }
    TraceSpan parent = spans.get(parentKey);
    if (parent == null) {
      return overdue.contains(from.key()) ? new Reach.Nothing() : new Reach.ParentMissing();
    }
    return switch (follow(parent, depth + 1)) {
      case Reach.Found found -> new Reach.Found(found.actions(), inherited(found.how()));
      case Reach.LinkMissing missing ->
          overdue.contains(from.key()) ? new Reach.Nothing() : missing;
      case Reach.ParentMissing missing ->
          overdue.contains(from.key()) ? new Reach.Nothing() : missing;
      case Reach.Nothing nothing -> nothing;
    };
  }

  private static Placement.How inherited(Placement.How how) {
    return switch (how) {
      case NAMED, JOINED -> Placement.How.JOINED;
      case BY_TRACE -> Placement.How.BY_TRACE;
      case UNMAPPED_ENTRY, UNMAPPED, NOWHERE -> Placement.How.UNMAPPED;
    };
  }
}
