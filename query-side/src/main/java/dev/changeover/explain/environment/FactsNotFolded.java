package dev.changeover.explain.environment;

import dev.changeover.explain.MissingFact;
import dev.changeover.projection.Unfolded;
import dev.changeover.projection.environment.EnvironmentFacts;
import java.util.List;

/**
 * Facts that were acknowledged and that a read model could not take in. What they say is missing
 * from every answer as of their position and later, so none of these answers is known.
 */
final class FactsNotFolded {
  private FactsNotFolded() {}

  /** For each read model that lacks some of an environment. */
  static List<FactsLacking> of(EnvironmentFacts environment) {
    return environment.unfolded().stream().map(each -> of(each, environment)).toList();
  }

  private static FactsLacking of(Unfolded lacking, EnvironmentFacts environment) {
    String facts =
        lacking.facts() == 1
            ? "The fact at position %d".formatted(lacking.first())
            : "%d facts, the first at position %d,".formatted(lacking.facts(), lacking.first());
    return new FactsLacking(
        "read model " + lacking.readModel(),
        "%s could not be taken into the read model %s of %s: what %s is missing here."
            .formatted(
                facts,
                lacking.readModel(),
                environment.environment(),
                lacking.facts() == 1 ? "it says" : "they say"),
        List.of(),
        new MissingFact(
            "the fact at position %d".formatted(lacking.first()),
            "read model " + lacking.readModel(),
            "See `changeover dead-letters explain %1$s %2$d`, mend what it names, then `changeover dead-letters retry %1$s`."
                .formatted(lacking.readModel(), lacking.first()),
            MissingFact.Kind.LOOKUP));
  }
}
