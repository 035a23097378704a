package dev.changeover.projection.action;

import dev.changeover.event.Recorded;
import java.time.Instant;
import java.util.List;

/**
 * A state with its beginning.
 *
 * @param because the events that put it there, in order of time; empty for UNOBSERVED
 */
public record StateSince(ActionState state, Instant since, List<Recorded<?>> because) {}
