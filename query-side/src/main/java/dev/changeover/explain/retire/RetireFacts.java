package dev.changeover.explain.retire;

import dev.changeover.explain.Asked;
import dev.changeover.projection.environment.EnvironmentFacts;

/** All that a verdict on retiring something is made from. */
public record RetireFacts(
    RetireQuestion question, EnvironmentFacts environment, ActionsOfVersion actions, Asked asked) {}
