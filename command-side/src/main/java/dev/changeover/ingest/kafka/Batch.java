package dev.changeover.ingest.kafka;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What one poll brought of a partition.
 *
 * @param records in the order of their offsets; none where only markers of transactions were passed
 * @param next where the poll stopped
 */
record Batch(List<ConsumerRecord<byte[], byte[]>> records, OffsetAndMetadata next) {

  /** What its records take in memory, about. */
  long bytes() {
    return records.stream()
        .mapToLong(
            each -> Math.max(0, each.serializedKeySize()) + Math.max(0, each.serializedValueSize()))
        .sum();
  }
}
