/** Axon on a real log: what is wired, what is stored, and what is refused. */
@NullMarked
package dev.changeover.log.axon;

import org.jspecify.annotations.NullMarked;
