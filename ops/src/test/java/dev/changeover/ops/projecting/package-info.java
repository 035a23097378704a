/** Projectors on a real log: batches, dead letters, replay, and how soon a fact is seen. */
@NullMarked
package dev.changeover.ops.projecting;

import org.jspecify.annotations.NullMarked;
