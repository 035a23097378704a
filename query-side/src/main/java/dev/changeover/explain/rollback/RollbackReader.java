package dev.changeover.explain.rollback;

import dev.changeover.explain.Asked;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.EnvironmentReader;

/** Reads the facts for a verdict on a rollback, in a constant number of statements. */
public final class RollbackReader {
  private final EnvironmentReader environments;
  private final ActionsForRollback actions;

  public RollbackReader(EnvironmentReader environments, ActionsForRollback actions) {
    this.environments = environments;
    this.actions = actions;
  }

  /** The facts as of the position asked about, or as far as the read models have come. */
  public RollbackFacts read(RollbackQuestion question, Asked asked) {
    long position = Math.min(asked.position(), environments.head());
    EnvironmentFacts environment =
        environments.read(question.environment(), position, asked.instant());
    RollbackFacts without = new RollbackFacts(question, environment, ActionsKnown.nothing(), asked);
    WhatGoes going = WhatGoes.of(new Scene(without, TargetReading.read(without)));
    return new RollbackFacts(
        question,
        environment,
        actions.read(question.environment(), going, asked.position()),
        asked);
  }
}
