/**
 * Axon around the log, wired by hand and checked at start: event store, token store, dead letters,
 * transactions, and the one serializer, which writes stable names and never the names of classes.
 */
@NullMarked
package dev.changeover.log.axon;

import org.jspecify.annotations.NullMarked;
