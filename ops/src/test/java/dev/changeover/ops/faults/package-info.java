/** Kills, cuts and freezes what works, and counts what is left. */
@NullMarked
package dev.changeover.ops.faults;

import org.jspecify.annotations.NullMarked;
