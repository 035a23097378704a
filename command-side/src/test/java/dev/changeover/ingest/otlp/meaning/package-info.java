/** Tests of what spans mean, and of the mapping file. */
@NullMarked
package dev.changeover.ingest.otlp.meaning;

import org.jspecify.annotations.NullMarked;
