/**
 * Measures Changeover beside Axon as it comes, on one PostgreSQL, in turns, in one run. Started by
 * {@code make bench}; left out of the tests. What counts is the ratio: the figures themselves
 * belong to the machine.
 */
@NullMarked
package dev.changeover.ops.bench;

import org.jspecify.annotations.NullMarked;
