package dev.changeover.explain.environment;

import dev.changeover.explain.CitedFact;

/**
 * A version of which at least one instance counts as there.
 *
 * @param fresh instances heard of within their maximum age; 0: all are silent
 * @param leaving those of the fresh ones that take no more work
 * @param silent instances not heard of for longer than that, and not yet given up
 * @param lastSeen the newest word of any of them
 */
public record LiveVersion(String version, int fresh, int leaving, int silent, CitedFact lastSeen) {}
