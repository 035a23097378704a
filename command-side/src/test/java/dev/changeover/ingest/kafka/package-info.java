/** Tests of the Kafka door, on a real broker and a real database. */
@NullMarked
package dev.changeover.ingest.kafka;

import org.jspecify.annotations.NullMarked;
