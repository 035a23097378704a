/**
 * Runs Changeover: the one main class, which is the command line and, with {@code up} and {@code
 * demo}, the server. Everything with a life (processes, ports, files, the clock) is started here.
 */
@NullMarked
package dev.changeover.ops;

import org.jspecify.annotations.NullMarked;
