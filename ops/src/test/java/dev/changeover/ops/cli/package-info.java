/** Tests of the command line. */
@NullMarked
package dev.changeover.ops.cli;

import org.jspecify.annotations.NullMarked;
