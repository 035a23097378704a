/** Tests of joining spans into actions in any order. */
@NullMarked
package dev.changeover.ingest.otlp.trace;

import org.jspecify.annotations.NullMarked;
