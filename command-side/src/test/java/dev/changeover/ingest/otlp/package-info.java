/** Spans and exports for tests of this door, and tests of its edges. */
@NullMarked
package dev.changeover.ingest.otlp;

import org.jspecify.annotations.NullMarked;
