/** Given facts, then rows of the timeline, on a real PostgreSQL. */
@NullMarked
package dev.changeover.projection.timeline;

import org.jspecify.annotations.NullMarked;
