/**
 * Components, their versions and instances: what was seen when, what was announced, what has ended.
 */
@NullMarked
package dev.changeover.projection.environment.component;

import org.jspecify.annotations.NullMarked;
