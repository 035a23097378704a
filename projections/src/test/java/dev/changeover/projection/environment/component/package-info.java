/** Tests of which instances are there, and of what was announced or has ended. */
@NullMarked
package dev.changeover.projection.environment.component;

import org.jspecify.annotations.NullMarked;
