package dev.changeover.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One real broker in this JVM for a test class, a topic of its own for each test. */
final class Brokers implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
  private @Nullable Admin admin;
  private @Nullable KafkaProducer<String, byte[]> producer;

  @Override
  public void beforeAll(ExtensionContext context) {
    // Transactions hang on one broker unless it may keep their state alone.
    broker.brokerProperty("transaction.state.log.replication.factor", "1");
    broker.brokerProperty("transaction.state.log.min.isr", "1");
    broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
    broker.afterPropertiesSet();
    admin = Admin.create(Map.of("bootstrap.servers", addresses()));
    // An idempotent one is confused by topics that are made again under their old name.
    producer = newProducer(Map.of("enable.idempotence", false));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    producer().close();
    admin().close();
    broker.destroy();
  }

  String addresses() {
    return broker.getBrokersAsString();
  }

  Admin admin() {
    if (admin == null) {
      throw new IllegalStateException("the broker has not been started");
    }
    return admin;
  }

  private KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      throw new IllegalStateException("the broker has not been started");
    }
    return producer;
  }

  KafkaProducer<String, byte[]> newProducer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, addresses());
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  /** A new topic. */
  String topic(int partitions) throws Exception {
    String name = "topic-" + TOPICS.incrementAndGet();
    create(name, partitions);
    return name;
  }

  void create(String name, int partitions) throws Exception {
    await(admin().createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
  }

  void delete(String name) throws Exception {
    await(admin().deleteTopics(List.of(name)).all());
  }

  /** Records before {@code offset} are gone afterwards, as after their time. */
  void expire(String topic, int partition, long offset) throws Exception {
    await(
        admin()
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  void send(ProducerRecord<String, byte[]> record) throws Exception {
    producer().send(record).get(30, TimeUnit.SECONDS);
  }

  /** Without waiting; what is sent next and waited for comes after it in its partition. */
  void sendSoon(ProducerRecord<String, byte[]> record) {
    var _ = producer().send(record);
  }

  /** Plain values, to partition 0. */
  void send(String topic, String... values) throws Exception {
    for (String value : values) {
      send(new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8)));
    }
  }

  private static void await(KafkaFuture<?> asked) throws Exception {
    asked.get(30, TimeUnit.SECONDS);
  }
}
