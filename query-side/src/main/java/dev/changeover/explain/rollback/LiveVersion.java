package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;

/**
 * A version of which at least one instance counts as there.
 *
 * @param fresh instances heard of within their maximum age; 0: all are silent
 * @param silent instances not heard of for longer than that, and not yet given up
 * @param lastSeen the newest word of any of them
 */
public record LiveVersion(String version, int fresh, int silent, CitedFact lastSeen) {}
