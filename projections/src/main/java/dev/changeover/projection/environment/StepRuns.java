package dev.changeover.projection.environment;

import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.Event;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a version of a component fares with a step of all actions of a type. Ends are known to the
 * minute: of each minute the first one stands for all, so that a busy step does not rewrite this
 * with every try.
 *
 * @param actionType e.g. {@code order}
 * @param succeeded the first of the latest minute; null: never seen
 * @param failed the first failure or time-out of the latest minute; null: never seen
 * @param startedWith the first start with each hash of the graph or code of the steps
 * @param endedWith the first end with each such hash
 */
public record StepRuns(
    String actionType,
    String step,
    String component,
    String version,
    @Nullable Recorded<StepFinished> succeeded,
    @Nullable Recorded<StepFinished> failed,
    List<Recorded<StepStarted>> startedWith,
    List<Recorded<StepFinished>> endedWith) {
  /** A version has one graph, or a few; a source that tells another with each try is cut off. */
  private static final int MOST_GRAPHS = 8;

  private static final Comparator<Recorded<?>> BY_MINUTE =
      Comparator.<Recorded<?>, Instant>comparing(
              fact -> fact.effectiveAt().truncatedTo(ChronoUnit.MINUTES))
          .thenComparing(Recorded.BY_TIME.reversed());

  static StepRuns none(String actionType, String step, String component, String version) {
    return new StepRuns(actionType, step, component, version, null, null, List.of(), List.of());
  }

  StepRuns started(Recorded<StepStarted> fact) {
    return new StepRuns(
        actionType,
        step,
        component,
        version,
        succeeded,
        failed,
        firstOfEach(startedWith, fact, StepStarted::stepGraph),
        endedWith);
  }

  StepRuns finished(Recorded<StepFinished> fact) {
    boolean success = fact.event().outcome() == AttemptOutcome.SUCCEEDED;
    return new StepRuns(
        actionType,
        step,
        component,
        version,
        success ? later(succeeded, fact) : succeeded,
        success ? failed : later(failed, fact),
        startedWith,
        firstOfEach(endedWith, fact, StepFinished::stepGraph));
  }

  /** Hashes of the graph or code of the steps, as it told them; empty: none. */
  public NavigableSet<String> graphs() {
    NavigableSet<String> graphs = new TreeSet<>();
    startedWith.forEach(each -> graphs.add(Objects.requireNonNull(each.event().stepGraph())));
    endedWith.forEach(each -> graphs.add(Objects.requireNonNull(each.event().stepGraph())));
    return graphs;
  }

  /** What told the hashes. */
  public List<Recorded<?>> graphsToldBy() {
    return Stream.<Recorded<?>>concat(startedWith.stream(), endedWith.stream()).toList();
  }

  /** It has finished the step, and did so when last seen at it. */
  public boolean faresWell() {
    return succeeded != null
        && (failed == null || failed.effectiveAt().isBefore(succeeded.effectiveAt()));
  }

  /** When it was last seen at the step, to the minute where tries ended. */
  Instant lastTold() {
    return Stream.of(
            Stream.ofNullable(succeeded),
            Stream.ofNullable(failed),
            startedWith.stream(),
            endedWith.stream())
        .<Recorded<?>>flatMap(each -> each)
        .map(Recorded::effectiveAt)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** Of each hash the first word of it, and of all those the first few: a join. */
  private static <E extends Event> List<Recorded<E>> firstOfEach(
      List<Recorded<E>> known, Recorded<E> fact, Function<E, @Nullable String> graph) {
    if (graph.apply(fact.event()) == null) {
      return known;
    }
    Map<String, Recorded<E>> firsts = new HashMap<>();
    Stream.concat(known.stream(), Stream.of(fact))
        .forEach(
            each ->
                firsts.merge(
                    Objects.requireNonNull(graph.apply(each.event())),
                    each,
                    (one, other) -> Recorded.earliest(one, other)));
    return firsts.values().stream().sorted(Recorded.BY_TIME).limit(MOST_GRAPHS).toList();
  }

  private static Recorded<StepFinished> later(
      @Nullable Recorded<StepFinished> known, Recorded<StepFinished> fact) {
    return known == null || BY_MINUTE.compare(known, fact) < 0 ? fact : known;
  }
}
