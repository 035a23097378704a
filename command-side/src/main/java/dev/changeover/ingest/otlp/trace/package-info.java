/**
 * Joins spans into actions although they come in any order and in many exports, and derives facts
 * from them. Pure: what the door remembers of a trace comes in as values.
 */
@NullMarked
package dev.changeover.ingest.otlp.trace;

import org.jspecify.annotations.NullMarked;
