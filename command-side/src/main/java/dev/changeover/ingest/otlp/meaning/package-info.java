/**
 * What a span means to a business action: its role, and what it tells of a step, an effect or a
 * message. From {@code changeover.*} attributes, from the mapping file, or by the standard
 * conventions where neither says anything. Pure.
 */
@NullMarked
package dev.changeover.ingest.otlp.meaning;

import org.jspecify.annotations.NullMarked;
