package dev.changeover.ingest.kafka;

import dev.changeover.kafka.KafkaSettings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from Kafka as long as the server runs, with a new consumer where one came to its end. */
public final class KafkaIn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaIn.class);
  private static final String CLIENT_ID = "changeover-in";

  private final KafkaSettings cluster;
  private final KafkaInParts parts;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread reader;
  private volatile @Nullable ConsumerSession session;

  KafkaIn(KafkaSettings cluster, KafkaInParts parts) {
    this.cluster = cluster;
    this.parts = parts;
    this.reader = Thread.ofPlatform().name("kafka-in").unstarted(this::run);
  }

  /** Reads from now on. */
  void start() {
    LOG.info(
        "reads from Kafka at {} as group {}: {}",
        cluster.bootstrapServers(),
        parts.settings().group(),
        parts.settings().topics().stream()
            .map(topic -> topic.name() + " (" + topic.form() + ")")
            .collect(Collectors.joining(", ")));
    reader.start();
  }

  /** How it goes. */
  public KafkaInStatus status() {
    return parts.status();
  }

  private void run() {
    boolean goOn = true;
    while (goOn) {
      try {
        read();
      } catch (RuntimeException fault) {
        parts.status().tellTrouble(fault);
        LOG.error(
            "reading from Kafka has failed; a new consumer begins in {} s where this one ended",
            parts.settings().retryAfter().toSeconds(),
            fault);
      }
      goOn = !isClosingWithin(parts.settings().retryAfter().toMillis());
    }
  }

  private void read() {
    try (Admin brokers = Admin.create(cluster.clientProperties(CLIENT_ID));
        ConsumerSession reading =
            new ConsumerSession(parts, new KafkaConsumer<>(consumerProperties()), brokers)) {
      session = reading;
      if (!isClosingWithin(0)) {
        reading.run();
      }
    } finally {
      session = null;
    }
  }

  private Map<String, Object> consumerProperties() {
    KafkaInSettings settings = parts.settings();
    Map<String, Object> consumer = cluster.clientProperties(CLIENT_ID);
    consumer.putIfAbsent(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    consumer.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    consumer.putIfAbsent(
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        Math.toIntExact(Math.min(settings.mostBytes().toBytes() / 4, Integer.MAX_VALUE)));
    // Without these it would not be right.
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.mostRecords());
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return consumer;
  }

  private boolean isClosingWithin(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends the reading; what is on its way into the log is given some seconds. */
  @Override
  public void close() {
    closing.countDown();
    ConsumerSession reading = session;
    if (reading != null) {
      reading.end();
    }
    try {
      reader.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
