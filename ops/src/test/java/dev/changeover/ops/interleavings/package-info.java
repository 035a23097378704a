/**
 * Drives two writers and a reader of a log through orders of events that are drawn by a seed, and
 * counts what the reader never gets to see. The log of Changeover and Axon's own go through the
 * same orders.
 */
@NullMarked
package dev.changeover.ops.interleavings;

import org.jspecify.annotations.NullMarked;
