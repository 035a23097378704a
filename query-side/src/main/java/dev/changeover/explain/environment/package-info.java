/**
 * An environment as a verdict sees it: what is there at the moment asked about, what it takes and
 * makes, what is known of it side by side, how its migrations stand, and the citing of all that.
 * What several questions read is read here, once. Pure.
 */
@NullMarked
package dev.changeover.explain.environment;

import org.jspecify.annotations.NullMarked;
