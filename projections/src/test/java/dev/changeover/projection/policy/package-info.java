/** Tests of values and defaults, and of the page that tells of them. */
@NullMarked
package dev.changeover.projection.policy;

import org.jspecify.annotations.NullMarked;
