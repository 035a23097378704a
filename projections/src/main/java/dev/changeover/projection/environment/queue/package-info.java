/** Queues, the message forms in them and who accepts them; work that nobody live accepts. */
@NullMarked
package dev.changeover.projection.environment.queue;

import org.jspecify.annotations.NullMarked;
