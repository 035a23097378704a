/**
 * All that is known of an environment beside its actions, as of a position in the log: small joins
 * under a key each, their rows with validity ranges in positions, and the reader that assembles
 * them. The fold knows no clock; what is live, silent or overdue is derived from the facts at an
 * instant.
 */
@NullMarked
package dev.changeover.projection.environment;

import org.jspecify.annotations.NullMarked;
