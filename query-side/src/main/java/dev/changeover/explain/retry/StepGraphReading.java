package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.MissingFact;
import dev.changeover.explain.retry.StepGraphStanding.Differs;
import dev.changeover.explain.retry.StepGraphStanding.NotAsked;
import dev.changeover.explain.retry.StepGraphStanding.NotKnown;
import dev.changeover.explain.retry.StepGraphStanding.Same;
import dev.changeover.projection.action.Attempt;
import dev.changeover.projection.action.Step;
import dev.changeover.projection.environment.StepRuns;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the graph that a completed step was run on with that of the versions which may run the
 * rest. A hash may be of the whole graph or of the step's code; where a version never ran the step,
 * its other hashes stand in only if the attempt's version has one hash for all steps.
 */
record StepGraphReading(RetryFacts facts, Step step, List<Step> again) {

  StepGraphStanding read() {
    Attempt last = step.attempts().getLast();
    Optional<String> graph = graphOf(last);
    Optional<ComponentVersion> ranOn = last.ranOn();
    if (graph.isEmpty()
        || ranOn.isEmpty()
        || !runsAgain(ranOn.get().component())
        || facts.redrive().filter(Redrive.SAME_DEFINITION::equals).isPresent()) {
      return new NotAsked();
    }
    return compare(graph.get(), ranOn.get());
  }

  private StepGraphStanding compare(String graph, ComponentVersion ranOn) {
    Optional<SortedSet<String>> resuming =
        new RetryingVersions(facts).of(ranOn.component(), seenOf(ranOn.component()));
    if (resuming.isEmpty()) {
      return new NotKnown(whichRun(ranOn.component()));
    }
    SortedSet<String> differing = new TreeSet<>();
    SortedSet<String> unknown = new TreeSet<>();
    for (String version : resuming.get()) {
      Optional<Set<String>> known = graphsOf(ranOn.component(), version, ranOn.version());
      if (version.equals(ranOn.version()) || known.filter(g -> g.contains(graph)).isPresent()) {
        continue;
      }
      (known.isPresent() ? differing : unknown).add(version);
    }
    if (!differing.isEmpty()) {
      return new Differs(ranOn.component(), differing, ranOn.version());
    }
    return unknown.isEmpty() ? new Same() : new NotKnown(whichGraph(ranOn.component(), unknown));
  }

  /** Hashes that speak for how a version runs this step; empty: none do. */
  private Optional<Set<String>> graphsOf(String component, String version, String ranOn) {
    Set<String> ofStep =
        runs(component, version)
            .filter(each -> each.step().equals(step.name()))
            .flatMap(each -> each.graphs().stream())
            .collect(Collectors.toSet());
    if (!ofStep.isEmpty()) {
      return Optional.of(ofStep);
    }
    Set<String> ofType = ofType(component, version);
    return ofType.isEmpty() || ofType(component, ranOn).size() > 1
        ? Optional.empty()
        : Optional.of(ofType);
  }

  private Set<String> ofType(String component, String version) {
    return runs(component, version)
        .flatMap(each -> each.graphs().stream())
        .collect(Collectors.toSet());
  }

  private Stream<StepRuns> runs(String component, String version) {
    return facts.environment().stepRuns().stream()
        .filter(each -> each.actionType().equals(facts.ref().type()))
        .filter(each -> each.component().equals(component) && each.version().equals(version));
  }

  private static Optional<String> graphOf(Attempt attempt) {
    return attempt
        .finished()
        .map(end -> end.event())
        .map(StepFinished::stepGraph)
        .or(() -> attempt.started().map(start -> start.event()).map(StepStarted::stepGraph));
  }

  /** A component of which nothing would run again cannot go on with other steps. */
  private boolean runsAgain(String component) {
    List<String> components =
        again.stream()
            .flatMap(each -> each.attempts().stream())
            .flatMap(each -> each.component().stream())
            .toList();
    return components.isEmpty() || components.contains(component);
  }

  private NavigableSet<String> seenOf(String component) {
    return facts.at().forwardSteps().stream()
        .flatMap(each -> each.attempts().stream())
        .filter(each -> each.component().filter(component::equals).isPresent())
        .flatMap(each -> each.version().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static MissingFact whichRun(String component) {
    return new MissingFact(
        "which versions of " + component + " run",
        component,
        "get a fresh heartbeat of " + component,
        MissingFact.Kind.HEARTBEAT);
  }

  private MissingFact whichGraph(String component, SortedSet<String> versions) {
    String who = component + " " + String.join(", ", versions);
    return new MissingFact(
        "the step graph of " + who,
        "step " + step.name(),
        "send actionstep.started with the stepGraph of any %s on %s"
            .formatted(facts.ref().type(), who),
        MissingFact.Kind.SYNTHETIC_FLOW);
  }
}
