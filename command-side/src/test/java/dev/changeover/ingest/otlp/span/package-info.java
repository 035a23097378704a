/** Tests of reading spans out of protobuf. */
@NullMarked
package dev.changeover.ingest.otlp.span;

import org.jspecify.annotations.NullMarked;
