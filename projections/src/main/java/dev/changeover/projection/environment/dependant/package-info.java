/** What may still need a version: callbacks, schedules, caches, flags and compatibility paths. */
@NullMarked
package dev.changeover.projection.environment.dependant;

import org.jspecify.annotations.NullMarked;
