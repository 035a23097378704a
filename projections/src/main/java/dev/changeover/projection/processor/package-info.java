/**
 * Runs projectors as Axon pooled streaming processors: batches, tokens in the same transaction as
 * the rows, dead letters for facts that cannot be folded, replay. Knows nothing of where the facts
 * come from.
 */
@NullMarked
package dev.changeover.projection.processor;

import org.jspecify.annotations.NullMarked;
