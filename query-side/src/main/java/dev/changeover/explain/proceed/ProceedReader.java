package dev.changeover.explain.proceed;

import dev.changeover.explain.Asked;
import dev.changeover.projection.action.RunReader;
import dev.changeover.projection.action.RunsKnown;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the facts for a verdict on the next step, in a constant number of statements. */
public final class ProceedReader {
  private final EnvironmentReader environments;
  private final RunsForProceed runs;

  public ProceedReader(EnvironmentReader environments, RunsForProceed runs) {
    this.environments = environments;
    this.runs = runs;
  }

  /** The facts as of the position asked about, or as far as the read models have come. */
  public ProceedFacts read(String environment, String release, Asked asked) {
    long position = Math.min(asked.position(), environments.head());
    EnvironmentFacts facts = environments.read(environment, position, asked.instant());
    return withRuns(release, facts, asked, Optional.empty());
  }

  /**
   * How actions complete on what a release changes, as far as it has a plan.
   *
   * @param facts of its environment, as they were read for this point
   */
  public List<CompletionHealth> completion(String release, EnvironmentFacts facts, Asked asked) {
    NavigableSet<String> types = new TreeSet<>(facts.actionTypes().keySet());
    ProceedFacts known = withRuns(release, facts, asked, Optional.of(types));
    return ProceedJudgement.rollout(known).stream()
        .flatMap(
            rollout -> {
              types.addAll(rollout.keyTypes());
              return types.stream().flatMap(type -> healths(known, rollout, type).stream());
            })
        .toList();
  }

  private static List<CompletionHealth> healths(ProceedFacts known, Rollout rollout, String type) {
    HealthReading reading = new HealthReading(rollout);
    var runs =
        known.runs().runs().stream().filter(each -> HealthReading.counts(each, type)).toList();
    return rollout.running().stream()
        .flatMap(each -> reading.of(type, each, runs).stream())
        .toList();
  }

  private ProceedFacts withRuns(
      String release, EnvironmentFacts facts, Asked asked, Optional<NavigableSet<String>> more) {
    ProceedFacts without =
        new ProceedFacts(release, facts, new RunsKnown(asked.position(), List.of()), asked);
    return ProceedJudgement.rollout(without)
        .map(
            rollout -> {
              NavigableSet<String> types = rollout.keyTypes();
              more.ifPresent(types::addAll);
              return new ProceedFacts(release, facts, read(rollout, types, asked), asked);
            })
        .orElse(without);
  }

  private RunsKnown read(Rollout rollout, Collection<String> types, Asked asked) {
    HealthReading health = new HealthReading(rollout);
    return runs.read(
        rollout.at().facts().environment(),
        new RunReader.Wanted(
            types, health.baselineFrom(), rollout.beginning().position(), health.moments(types)),
        asked.position());
  }
}
