package dev.changeover.explain.retire;

import dev.changeover.explain.Asked;
import dev.changeover.explain.retire.Retired.OldVersion;
import dev.changeover.projection.environment.EnvironmentFacts;

/**
 * All that a verdict on retiring something is made from.
 *
 * @param environment with the version that would go, also where it ended long ago
 */
public record RetireFacts(
    RetireQuestion question, EnvironmentFacts environment, ActionsOfVersion actions, Asked asked) {

  public RetireFacts {
    environment = withRetired(question, environment);
  }

  /** Nobody asks to retire what ended just now: the trace that it left counts as it does then. */
  static EnvironmentFacts withRetired(RetireQuestion question, EnvironmentFacts environment) {
    return question.retired() instanceof OldVersion old
        ? environment.with(old.version())
        : environment;
  }
}
