/** Tests of the phase that a migration is in, whatever the order of what was told. */
@NullMarked
package dev.changeover.projection.environment.migration;

import org.jspecify.annotations.NullMarked;
