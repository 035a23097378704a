package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import java.time.Instant;

/**
 * An action with the same business key in the same environment, accepted later, that completed.
 *
 * @param completed the word of its completion
 */
public record NewerAction(
    ActionRef ref, Instant acceptedAt, Recorded<ActionFinished> completed) {}
