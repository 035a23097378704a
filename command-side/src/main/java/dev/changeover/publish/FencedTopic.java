package dev.changeover.publish;

import dev.changeover.kafka.KafkaSettings;
import dev.changeover.log.StoredFact;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic as the newest of its publishers has it. Opening it ends all that were opened before
 * under the same transactional id, on whatever node: what they had not committed is taken back, and
 * Kafka refuses whatever they send later. After any fault it is closed and opened anew, since it is
 * then not known what of a batch is in the topic.
 */
final class FencedTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FencedTopic.class);

  private final Lease lease;
  private final Producer<byte[], byte[]> producer;

  private FencedTopic(Lease lease, Producer<byte[], byte[]> producer) {
    this.lease = lease;
    this.producer = producer;
  }

  /**
   * Fences those before.
   *
   * @throws KafkaException where the cluster does not answer or refuses
   */
  static FencedTopic open(KafkaSettings cluster, Lease lease) {
    var topic = new FencedTopic(lease, new KafkaProducer<>(properties(cluster, lease)));
    try {
      topic.producer.initTransactions();
      return topic;
    } catch (RuntimeException refused) {
      topic.close();
      throw refused;
    }
  }

  private static Map<String, Object> properties(KafkaSettings cluster, Lease lease) {
    Map<String, Object> properties = cluster.clientProperties("changeover-out");
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
    properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, lease.transactionalId());
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
    properties.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return properties;
  }

  /**
   * Commits facts, in their order, all or none.
   *
   * @return how many of them went without their data, since the topic does not take records of
   *     their size
   * @throws LeaseLost where a publisher that was opened later has fenced this one
   * @throws KafkaException where it is not known whether they are committed
   */
  int publish(List<StoredFact> facts) {
    Set<Long> withoutData = new HashSet<>();
    try {
      while (true) {
        Set<Long> tooLarge = send(facts, withoutData);
        if (tooLarge.isEmpty()) {
          producer.commitTransaction();
          return withoutData.size();
        }
        producer.abortTransaction();
        refuseRepeated(tooLarge, withoutData);
        withoutData.addAll(tooLarge);
      }
    } catch (KafkaException failed) {
      throw isFenced(failed) ? new LeaseLost(lease, failed) : failed;
    }
  }

  private static boolean isFenced(Throwable failed) {
    for (Throwable each = failed; each != null; each = each.getCause()) {
      if (each instanceof ProducerFencedException
          || each instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  /** Positions of those that are too large; empty where all are on their way or in the topic. */
  private Set<Long> send(List<StoredFact> facts, Set<Long> withoutData) {
    Set<Long> tooLarge = new ConcurrentSkipListSet<>();
    AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    producer.beginTransaction();
    try {
      for (StoredFact fact : facts) {
        if (failed.get() != null) {
          break; // each further one would wait for the cluster anew
        }
        var _ =
            producer.send(
                record(fact, withoutData.contains(fact.position())),
                (_, failure) -> {
                  if (failure instanceof RecordTooLargeException) {
                    tooLarge.add(fact.position());
                  }
                  if (failure != null) {
                    failed.compareAndSet(null, failure);
                  }
                });
      }
    } catch (KafkaException refused) {
      failed.compareAndSet(null, refused);
    }
    producer.flush(); // has every one answered
    Exception first = failed.get();
    if (first != null && tooLarge.isEmpty()) {
      throw new KafkaException(first.getMessage(), first);
    }
    return tooLarge;
  }

  private ProducerRecord<byte[], byte[]> record(StoredFact fact, boolean withoutData) {
    return withoutData
        ? CloudEventForm.withoutData(lease.topic(), fact)
        : CloudEventForm.of(lease.topic(), fact);
  }

  private void refuseRepeated(Set<Long> tooLarge, Set<Long> withoutData) {
    for (long position : tooLarge) {
      if (withoutData.contains(position)) {
        throw new RecordTooLargeException(
            "even without its data the fact at position %d is too large for topic '%s'; raise max.message.bytes of the topic and changeover.kafka.properties.max.request.size"
                .formatted(position, lease.topic()));
      }
      LOG.warn(
          "the fact at position {} is too large for topic '{}' and goes without its data; raise"
              + " max.message.bytes of the topic and changeover.kafka.properties.max.request.size",
          position,
          lease.topic());
    }
  }

  /** Waits for nothing: what is not committed counts as not published. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
