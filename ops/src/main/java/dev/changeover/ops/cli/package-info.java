/**
 * The command line: each command asks a server over its public doors and prints the answer for
 * people, or as JSON for machines. Knows nothing of databases or of rules.
 */
@NullMarked
package dev.changeover.ops.cli;

import org.jspecify.annotations.NullMarked;
