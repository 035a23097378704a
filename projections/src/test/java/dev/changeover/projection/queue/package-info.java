/** Tests of work that nobody live accepts. */
@NullMarked
package dev.changeover.projection.queue;

import org.jspecify.annotations.NullMarked;
