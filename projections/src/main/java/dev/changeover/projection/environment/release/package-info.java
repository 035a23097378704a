/** Releases: the plan, the steps and rollbacks that ran, and whether something runs now. */
@NullMarked
package dev.changeover.projection.environment.release;

import org.jspecify.annotations.NullMarked;
