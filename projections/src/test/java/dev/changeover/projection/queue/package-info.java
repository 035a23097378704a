/** Tests of what is derived here from merged facts and an instant. */
@NullMarked
package dev.changeover.projection.queue;

import org.jspecify.annotations.NullMarked;
