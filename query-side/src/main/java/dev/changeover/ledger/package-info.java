/**
 * Reading the log from the query side: stored events as they are, and which position an answer is
 * pinned to. Reads only.
 */
@NullMarked
package dev.changeover.ledger;

import org.jspecify.annotations.NullMarked;
