package dev.changeover.projection.action;

import dev.changeover.event.ActionRef;

/**
 * An action in flight of which nobody told on which component it runs.
 *
 * @param firstPosition position of its first fact
 * @param lastPosition position of its last fact
 */
public record UnplacedAction(ActionRef action, long firstPosition, long lastPosition) {}
