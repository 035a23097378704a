/** How many actions that began also ended, how, and how long they took. Pure. */
@NullMarked
package dev.changeover.projection.completion;

import org.jspecify.annotations.NullMarked;
