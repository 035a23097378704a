package dev.changeover.ingest.kafka;

import org.jspecify.annotations.Nullable;

/**
 * The right to append what a partition holds from an offset on. It ends when somebody makes a newer
 * one, and with each move of the offset it is another.
 *
 * @param topicId of the topic as it was when its records were read
 * @param number as {@code ledger.kafka_offset.claim}
 * @param nextOffset of the first record that has not been taken
 * @param leaderEpoch of the last record that was taken; null: not known
 */
record Claim(
    String clusterId,
    String topic,
    int partition,
    String topicId,
    long number,
    long nextOffset,
    @Nullable Integer leaderEpoch) {

  /** The same right, further on or elsewhere. */
  Claim at(long offset, @Nullable Integer epoch) {
    return new Claim(clusterId, topic, partition, topicId, number, offset, epoch);
  }

  /** The same right in a topic of the same name. */
  Claim in(String otherTopicId, long offset) {
    return new Claim(clusterId, topic, partition, otherTopicId, number, offset, null);
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
