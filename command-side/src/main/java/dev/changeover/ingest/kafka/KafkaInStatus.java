package dev.changeover.ingest.kafka;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How reading goes, for whoever asks while it goes on. */
public final class KafkaInStatus {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaInStatus.class);

  private final Map<TopicPartition, PartitionStatus> partitions =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));

  private volatile @Nullable String trouble;

  /** What is done with a partition now. */
  public enum State {
    /** It is looked up where reading goes on. */
    STARTING,
    /** Records are awaited. */
    READING,
    /** Records are on their way into the log. */
    TAKING,
    /** The log takes nothing; reading pauses. */
    WAITING,
    /** Another reader has begun with it; nothing is read until that is settled. */
    FOLLOWED
  }

  /**
   * One partition that this node reads.
   *
   * @param nextOffset of the first record that is not in the log; -1: not known yet
   * @param lag records that are in the partition and not in the log, markers of transactions
   *     counted; -1: not known yet
   * @param trouble why it does not get on; null: it does
   */
  public record PartitionStatus(State state, long nextOffset, long lag, @Nullable String trouble) {}

  /** The partitions of this node; others read the others. */
  public Map<TopicPartition, PartitionStatus> partitions() {
    return Map.copyOf(partitions);
  }

  /** Why topics cannot be read at all, e.g. one that there is not; null: all can. */
  public @Nullable String trouble() {
    return trouble;
  }

  void tell(TopicPartition partition, PartitionStatus status) {
    partitions.put(partition, status);
  }

  void forget(TopicPartition partition) {
    partitions.remove(partition);
  }

  void tellTrouble(@Nullable Throwable now) {
    String before = trouble;
    trouble = now == null ? null : now.toString();
    if (now != null && before == null) {
      LOG.warn("Kafka cannot be read, or not all of it: {}", trouble);
    } else if (now == null && before != null) {
      LOG.warn("Kafka can be read again");
    }
  }
}
