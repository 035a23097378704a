package dev.changeover.explain.rollback;

import dev.changeover.explain.Asked;
import dev.changeover.projection.environment.EnvironmentFacts;

/** All that a verdict on a rollback is made from. */
public record RollbackFacts(
    RollbackQuestion question, EnvironmentFacts environment, ActionsKnown actions, Asked asked) {}
