package dev.changeover.ingest.otlp.trace;

import dev.changeover.event.ActionRef;
import dev.changeover.ingest.otlp.meaning.Meaning;
import dev.changeover.ingest.otlp.meaning.MeaningReader;
import dev.changeover.ingest.otlp.meaning.Role;
import dev.changeover.ingest.otlp.span.SeenSpan;
import dev.changeover.ingest.otlp.span.SpanKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the step that a span of these actions is part of.
 *
 * @param actions the actions that the span belongs to; at least one
 */
record StepSearch(MeaningReader meanings, TraceGraph graph, List<ActionRef> actions) {

  /** The step that the span is, or the nearest one around it that is of the same action. */
  StepOf from(TraceSpan span, Meaning meaning) {
    int attempt = meaning.attempt() == null ? 1 : meaning.attempt();
    if (meaning.step() != null && meaning.is(Role.STEP)) {
      return new StepOf.Step(meaning.step(), attempt);
    }
    Set<SpanKey> walked = new HashSet<>();
    for (TraceSpan at = span; walked.add(at.key()); ) {
      SpanKey parentKey = at.parent();
      TraceSpan parent = parentKey == null ? null : graph.get(parentKey);
      if (parent == null) {
        return parentKey == null || meaning.step() != null
            ? StepOf.named(meaning.step(), attempt)
            : new StepOf.NotYetKnown();
      }
      StepOf step = at(parent);
      if (step instanceof StepOf.Step(String name, int tried)) {
        boolean same = meaning.step() == null || meaning.step().equals(name);
        return same ? step : StepOf.named(meaning.step(), attempt);
      }
      at = parent;
    }
    return StepOf.named(meaning.step(), attempt);
  }

  private StepOf at(TraceSpan span) {
    Placement placement = span.placement();
    SeenSpan seen = span.span();
    if (placement != null) {
      boolean same = placement.actions().stream().anyMatch(actions::contains);
      return same && !placement.ownStep()
          ? StepOf.named(placement.step(), placement.attempt())
          : new StepOf.None();
    }
    Meaning meaning = seen == null ? null : meanings.of(seen, actions.getFirst().type(), true);
    return meaning != null && meaning.is(Role.STEP)
        ? StepOf.named(meaning.step(), meaning.attempt() == null ? 1 : meaning.attempt())
        : new StepOf.None();
  }
}
