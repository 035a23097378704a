/** Facts, then sentences. */
@NullMarked
package dev.changeover.timeline;

import org.jspecify.annotations.NullMarked;
