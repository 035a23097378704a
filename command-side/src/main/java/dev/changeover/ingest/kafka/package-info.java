/**
 * The Kafka door: topics of CloudEvents and of OTLP exports become facts. How far a partition has
 * been read is kept in the log's database and moved in the transaction that appends the facts, so
 * that no crash of a reader, a broker or a database loses or doubles any.
 */
@NullMarked
package dev.changeover.ingest.kafka;

import org.jspecify.annotations.NullMarked;
