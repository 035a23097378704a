/**
 * What all HTTP doors share: bodies are read once, decompressed once and within limits, before any
 * door looks at them.
 */
@NullMarked
package dev.changeover.ingest;

import org.jspecify.annotations.NullMarked;
