/**
 * Spans as this door sees them: out of protobuf, stripped of every attribute that is not allowed,
 * with the presence that their resource tells. Pure; knows the wire form, not the meaning.
 */
@NullMarked
package dev.changeover.ingest.otlp.span;

import org.jspecify.annotations.NullMarked;
