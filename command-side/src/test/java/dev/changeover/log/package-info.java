/** The promises of the event log, as a suite that any engine can be held to, and its tests. */
@NullMarked
package dev.changeover.log;

import org.jspecify.annotations.NullMarked;
