package dev.changeover.projection.environment.component;

import dev.changeover.event.ComponentVersion;
import java.time.Duration;
import java.time.Instant;

/**
 * That two versions were live side by side, of one component or of two.
 *
 * @param one sorts before {@code other}
 * @param from when they were first seen together
 * @param to when they were last seen together; the instant that was asked for, if they still are
 * @param live whether both are seen within their maximum age
 * @param possiblyLive whether both are, or are only silent
 */
public record Overlap(
    ComponentVersion one,
    ComponentVersion other,
    Instant from,
    Instant to,
    boolean live,
    boolean possiblyLive) {

  public Duration length() {
    return Duration.between(from, to);
  }
}
