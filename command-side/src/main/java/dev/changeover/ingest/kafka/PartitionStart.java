package dev.changeover.ingest.kafka;

import dev.changeover.log.Beside;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins with a partition: claims it, finds where reading goes on, and records a gap where the
 * records there are gone.
 */
final class PartitionStart {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionStart.class);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

  private final Admin brokers;
  private final OffsetTable offsets;
  private final PatientLog log;
  private final KafkaInMeters meters;
  private final Clock clock;

  PartitionStart(
      Admin brokers, OffsetTable offsets, PatientLog log, KafkaInMeters meters, Clock clock) {
    this.brokers = brokers;
    this.offsets = offsets;
    this.log = log;
    this.meters = meters;
    this.clock = clock;
  }

  /** The brokers or the database did not answer; trying again is right. */
  static final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    NotNow(String what, Throwable cause) {
      super(what + ": " + cause.getMessage(), cause);
    }
  }

  /**
   * Claims a partition.
   *
   * @param doubt what its brokers answered when they were asked to read on; null: nothing yet
   * @return where reading goes on
   * @throws dev.changeover.log.LogUnavailable where a gap is to be recorded and cannot be now
   */
  Claim claim(TopicPartition partition, KafkaInSettings.Topic topic, Gap.@Nullable Doubt doubt)
      throws NotNow {
    Gap.Extent now = extent(partition);
    Claim claim = claim(partition, now);
    Optional<Gap> gap = Gap.between(claim, now, doubt);
    if (gap.isEmpty()) {
      LOG.info("reads {} from offset {}, claim {}", claim, claim.nextOffset(), claim.number());
      return claim;
    }
    return record(gap.get(), topic);
  }

  private Claim record(Gap gap, KafkaInSettings.Topic topic) {
    log.append(
        new GapFacts(topic.environments(), clock).of(gap),
        new Beside(List.of(), offsets.move(gap.before(), gap.after(), List.of())));
    meters.gap(topic.name());
    LOG.warn(
        "records of {} can no longer be read; facts may be missing, which is recorded. Reads from"
            + " offset {}",
        gap,
        gap.after().nextOffset());
    return gap.after();
  }

  private Claim claim(TopicPartition partition, Gap.Extent now) throws NotNow {
    try {
      String cluster = answer(brokers.describeCluster().clusterId());
      return offsets.claim(
          cluster, partition.topic(), partition.partition(), now.topicId(), now.beginning());
    } catch (SQLException away) {
      throw new NotNow("the offset cannot be claimed", away);
    }
  }

  private Gap.Extent extent(TopicPartition partition) throws NotNow {
    String topic = partition.topic();
    return new Gap.Extent(
        Objects.requireNonNull(
                answer(brokers.describeTopics(List.of(topic)).allTopicNames()).get(topic))
            .topicId()
            .toString(),
        offset(partition, OffsetSpec.earliest()),
        offset(partition, OffsetSpec.latest()));
  }

  private long offset(TopicPartition partition, OffsetSpec which) throws NotNow {
    return answer(brokers.listOffsets(Map.of(partition, which)).partitionResult(partition))
        .offset();
  }

  private static <T> T answer(KafkaFuture<T> asked) throws NotNow {
    try {
      return asked.get(LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw new NotNow(
          "the brokers do not answer", failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      throw new NotNow("the brokers do not answer in time", late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new NotNow("the server is stopping", stopped);
    }
  }
}
