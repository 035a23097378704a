package dev.changeover.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.log.LedgerSchema;
import dev.changeover.testing.PostgresExtension;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Readers and their broker are killed and frozen while a producer writes: all that it was
 * acknowledged is in the log once. {@code -Dchangeover.kafka.faults=300} makes it a long run,
 * {@code -Dchangeover.kafka.seed} repeats one.
 */
class KilledReadersIT {
  private static final int FAULTS = Integer.getInteger("changeover.kafka.faults", 3);
  private static final String TOPIC = "changes";
  private static final int PARTITIONS = 4;

  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean producing = new AtomicBoolean(true);
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  private enum Fault {
    KILLED_READER,
    FROZEN_READER,
    KILLED_BROKER
  }

  @Test
  void nothing_acknowledged_is_lost_or_doubled(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("changeover.kafka.seed", System.nanoTime());
    System.out.println("changeover.kafka.seed=" + seed);
    LedgerSchema.migrate(postgres.dataSource());
    LedgerView ledger = new LedgerView(postgres.dataSource());
    try (BrokerProcess broker = new BrokerProcess(directory)) {
      broker.start();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
        admin
            .createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
            .all()
            .get(30, TimeUnit.SECONDS);
      }
      List<ChildJvm> readers = List.of(reader(directory, 0, broker), reader(directory, 1, broker));
      Thread producer = Thread.ofPlatform().start(() -> produce(broker.address()));
      try {
        readers.forEach(ChildJvm::start);
        Random random = new Random(seed);
        for (int n = 0; n < FAULTS; n++) {
          int before = ledger.count();
          LedgerView.await("events since the last fault", () -> ledger.count() > before + 50);
          Fault fault = Fault.values()[n < 3 ? n : random.nextInt(3)];
          fault(fault, readers.get(random.nextInt(2)), broker, random);
          done.merge(fault, 1, Integer::sum);
        }
        producing.set(false);
        producer.join();
        LedgerView.await(
            "all that was acknowledged",
            () -> ledger.count() >= acknowledged.size() && ledger.ids().containsAll(acknowledged));
      } finally {
        producing.set(false);
        readers.forEach(ChildJvm::close);
      }
    }
    assertThat(ledger.ids()).doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(ledger.gaps()).isEmpty();
    assertThat(ledger.quarantined()).isEmpty();
    System.out.printf(
        "%s; %,d acknowledged, %,d in the log, %d claims%n",
        done, acknowledged.size(), ledger.count(), claims());
  }

  private static ChildJvm reader(Path directory, int number, BrokerProcess broker) {
    return ReaderProcess.of(
        directory.resolve("reader-" + number + ".log"),
        postgres.jdbcUrl(),
        postgres.username(),
        postgres.password(),
        broker.address(),
        TOPIC);
  }

  private static void fault(Fault fault, ChildJvm reader, BrokerProcess broker, Random random) {
    switch (fault) {
      case KILLED_READER -> {
        reader.kill();
        reader.start();
      }
      case FROZEN_READER -> {
        reader.freeze();
        // Longer than its session lasts, so that the other one has begun with its partitions.
        pause(7_000 + random.nextInt(3_000));
        reader.thaw();
      }
      case KILLED_BROKER -> {
        broker.kill();
        pause(random.nextInt(2_000));
        broker.start();
      }
    }
  }

  private void produce(String brokers) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", brokers, "delivery.timeout.ms", 300_000, "linger.ms", 5);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      for (int n = 0; producing.get(); n++) {
        String id = "e" + n;
        var _ =
            producer.send(
                new ProducerRecord<>(TOPIC, n % PARTITIONS, null, Reader.event(id).getBytes(UTF_8)),
                (_, failed) -> {
                  if (failed == null) {
                    acknowledged.add(id);
                  }
                });
        pause(2);
      }
    }
  }

  private long claims() {
    return JdbcClient.create(postgres.dataSource())
        .sql("select sum(claim) from ledger.kafka_offset")
        .query(Long.class)
        .single();
  }

  private static void pause(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
