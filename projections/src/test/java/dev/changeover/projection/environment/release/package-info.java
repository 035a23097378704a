/** Tests of the state that a release is in, whatever the order of what was told. */
@NullMarked
package dev.changeover.projection.environment.release;

import org.jspecify.annotations.NullMarked;
