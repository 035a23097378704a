package dev.changeover.explain.proof;

import dev.changeover.explain.proof.ActionTruth.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How each version runs the steps, as a hash of the whole graph or of the code of each step. A
 * version has one graph, unless it told several.
 */
final class StepGraphs {
  /** Whether versions differ, where anybody tells of graphs at all. */
  boolean differ;

  /** Whether the hash is of the code of one step, and only one step differs. */
  boolean ofEachStep;

  /** Whether one version goes by several, e.g. behind a flag. */
  boolean vary;

  private final Map<String, Set<String>> heard = new HashMap<>();

  String of(Step step, String version, Dice dice) {
    String name = of(step, version);
    return vary && dice.often(3) ? name + "-flagged" : name;
  }

  String of(Step step, String version) {
    if (ofEachStep) {
      return step.name() + (differ && step.name().equals("s0") ? "-" + version : "");
    }
    return "graph" + (differ ? "-" + version : "");
  }

  void hear(String step, String version, String graph) {
    heard.computeIfAbsent(step + "@" + version, _ -> new HashSet<>()).add(graph);
  }

  /** Whether a version would resume after a step with another graph than that of its try. */
  boolean isOther(Step step, String graph, String version) {
    boolean several = heard.getOrDefault(step.name() + "@" + version, Set.of()).size() > 1;
    return several || !plain(graph).equals(of(step, version));
  }

  private static String plain(String graph) {
    return graph.replace("-flagged", "");
  }
}
