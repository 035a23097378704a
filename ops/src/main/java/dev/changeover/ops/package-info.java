/**
 * The one main class. Everything that runs, runs from here: the server, the command line, the
 * embedded PostgreSQL.
 */
@NullMarked
package dev.changeover.ops;

import org.jspecify.annotations.NullMarked;
