/** Kills the server while it works, and counts what is left. */
@NullMarked
package dev.changeover.ops.crash;

import org.jspecify.annotations.NullMarked;
