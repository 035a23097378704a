/** Work in queues against the workers that take it: what nobody live accepts. */
@NullMarked
package dev.changeover.projection.queue;

import org.jspecify.annotations.NullMarked;
