/** Tests of which pairs of versions count as allowed, tried or seen together. */
@NullMarked
package dev.changeover.projection.environment.coexistence;

import org.jspecify.annotations.NullMarked;
