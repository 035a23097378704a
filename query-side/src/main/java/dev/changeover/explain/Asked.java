package dev.changeover.explain;

import java.time.Instant;

/**
 * What a verdict is pinned to.
 *
 * @param position facts up to and including this position are known; -1: the log is empty
 * @param instant the moment that is judged
 */
public record Asked(long position, Instant instant) {}
