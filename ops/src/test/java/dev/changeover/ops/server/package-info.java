/** Tests of the whole server through its public doors. */
@NullMarked
package dev.changeover.ops.server;

import org.jspecify.annotations.NullMarked;
