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
 * its other hashes stand in only if the attempt's version has one hash for all steps. A version
 * that told several hashes may resume with any of them.
 */
record StepGraphReading(RetryFacts facts, Step step, List<Step> again) {
  StepGraphStanding read() {
    Attempt last = step.attempts().getLast();
    Optional<ComponentVersion> ranOn = last.ranOn();
    if (facts.redrives().equals(Set.of(Redrive.SAME_DEFINITION))
        || nobodyTellsGraphs()
        || last.component().filter(name -> !runsAgain(name)).isPresent()) {
      return new NotAsked();
    }
    Optional<String> graph = graphOf(last);
    return graph.isEmpty() || ranOn.isEmpty()
        ? new NotKnown(whichItRanOn())
        : compare(graph.get(), ranOn.get());
  }

  /** Where no try of its type ever told a graph, nobody goes by graphs. */
  private boolean nobodyTellsGraphs() {
    return step.attempts().stream().allMatch(each -> graphOf(each).isEmpty())
        && facts.environment().stepRuns().stream()
            .filter(each -> each.actionType().equals(facts.ref().type()))
            .allMatch(each -> each.graphs().isEmpty());
  }

  private StepGraphStanding compare(String graph, ComponentVersion ranOn) {
    RetryingVersions resuming =
        RetryingVersions.of(facts, ranOn.component(), seenOf(ranOn.component()));
    SortedSet<String> differing = new TreeSet<>();
    SortedSet<String> unknown = new TreeSet<>();
    SortedSet<String> several = new TreeSet<>();
    for (String version : resuming.versions()) {
      Set<String> known = new TreeSet<>(graphsOf(ranOn.component(), version, ranOn.version()));
      if (version.equals(ranOn.version())) {
        known.add(graph);
      }
      if (!known.contains(graph)) {
        (known.isEmpty() ? unknown : differing).add(version);
      } else if (known.size() > 1 || hadAnother(ranOn.component(), version, graph)) {
        several.add(version);
      }
    }
    if (!differing.isEmpty()) {
      return new Differs(ranOn.component(), differing, ranOn.version());
    }
    if (!resuming.complete()) {
      return new NotKnown(RetryingVersions.wanted(ranOn.component()));
    }
    if (!unknown.isEmpty()) {
      return new NotKnown(whichGraph(ranOn.component(), unknown));
    }
    return several.isEmpty() ? new Same() : new NotKnown(whichOfThem(ranOn.component(), several));
  }

  /** A try that does not tell its component and version in one word is in no count of theirs. */
  private boolean hadAnother(String component, String version, String graph) {
    return step.attempts().stream()
        .filter(each -> each.component().filter(told -> !told.equals(component)).isEmpty())
        .filter(each -> each.version().filter(told -> !told.equals(version)).isEmpty())
        .flatMap(each -> graphOf(each).stream())
        .anyMatch(told -> !told.equals(graph));
  }

  /** Hashes that speak for how a version runs this step; empty: none do. */
  private Set<String> graphsOf(String component, String version, String ranOn) {
    Set<String> ofStep =
        runs(component, version)
            .filter(each -> each.step().equals(step.name()))
            .flatMap(each -> each.graphs().stream())
            .collect(Collectors.toSet());
    return !ofStep.isEmpty() || ofType(component, ranOn).size() > 1
        ? ofStep
        : ofType(component, version);
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
    return again.stream().anyMatch(each -> !each.attempted())
        || again.stream()
            .flatMap(each -> each.attempts().stream())
            .anyMatch(each -> each.component().filter(name -> !name.equals(component)).isEmpty());
  }

  private NavigableSet<String> seenOf(String component) {
    return facts.at().forwardSteps().stream()
        .flatMap(each -> each.attempts().stream())
        .filter(each -> each.component().filter(component::equals).isPresent())
        .flatMap(each -> each.version().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private MissingFact whichItRanOn() {
    return new MissingFact(
        "the step graph that step " + step.name() + " was run on",
        "step " + step.name(),
        "Send the version and the stepGraph of step "
            + step.name()
            + " with actionstep.finished, or start over where every step may be repeated.",
        MissingFact.Kind.DECLARATION);
  }

  private MissingFact whichGraph(String component, SortedSet<String> versions) {
    String who = component + " " + String.join(", ", versions);
    return new MissingFact(
        "the step graph of " + who,
        "step " + step.name(),
        "Send actionstep.started with the stepGraph of any %s on %s."
            .formatted(facts.ref().type(), who),
        MissingFact.Kind.SYNTHETIC_FLOW);
  }

  private MissingFact whichOfThem(String component, SortedSet<String> versions) {
    String who = component + " " + String.join(", ", versions);
    return new MissingFact(
        "which of its several step graphs " + who + " would resume with",
        "step " + step.name(),
        "Give each step graph of %s a version of its own, or start over where every step may be repeated."
            .formatted(component),
        MissingFact.Kind.DECLARATION);
  }
}
