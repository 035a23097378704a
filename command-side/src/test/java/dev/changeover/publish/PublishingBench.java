package dev.changeover.publish;

import static dev.changeover.publish.Facts.facts;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerReader;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.log.StoredFact;
import dev.changeover.testing.PostgresExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a log that is there is published, beside a plain idempotent producer that sends the same
 * records from memory: neither reads a database, begins a transaction, nor notes how far it is.
 */
@EnabledIfSystemProperty(named = "bench", matches = ".*")
class PublishingBench {
  private static final int FACTS = 100_000;
  private static final int ROUNDS = 5;

  @TempDir static Path directory;

  @Test
  void publishes_beside_a_plain_producer() throws Exception {
    DataSource database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    var pooled = new HikariConfig();
    pooled.setDataSource(database);
    try (var pool = new HikariDataSource(pooled);
        var broker = KafkaBroker.startIn(directory)) {
      var signal = new LedgerSignal();
      try (var log = new GroupCommittingFactLog(pool, signal, LogLimits.standard())) {
        for (int part = 0; part < FACTS / 1_000; part++) {
          log.append(facts("p" + part, 1_000)).join();
        }
      }
      List<StoredFact> facts = new LedgerReader(pool).after(-1, FACTS);
      for (int round = 0; round < ROUNDS; round++) {
        broker.createTopic("plain-" + round);
        broker.createTopic("out-" + round);
        double plain = plain(broker, "plain-" + round, facts);
        double out = published(broker, "out-" + round, pool, signal);
        System.out.printf(
            "round %d: plain producer %,.0f facts/s, publisher %,.0f facts/s%n", round, plain, out);
      }
    }
  }

  private static double plain(KafkaBroker broker, String topic, List<StoredFact> facts) {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.partitionsFor(topic);
      long begin = System.nanoTime();
      for (StoredFact fact : facts) {
        var _ =
            producer.send(
                CloudEventForm.of(topic, fact),
                (_, failure) -> {
                  if (failure != null) {
                    throw new IllegalStateException(failure);
                  }
                });
      }
      producer.flush();
      return perSecond(begin);
    }
  }

  private static double published(
      KafkaBroker broker, String topic, DataSource database, LedgerSignal signal) {
    long begin = System.nanoTime();
    try (var publisher =
        new Publisher(
            broker.settings(),
            new KafkaOutSettings(topic, 1_000, Duration.ofSeconds(10)),
            "bench",
            database,
            signal,
            new PublisherCounters(OpenTelemetry.noop()))) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofMinutes(2))
          .until(() -> publisher.standing().published() == FACTS - 1);
      return perSecond(begin);
    }
  }

  private static double perSecond(long begin) {
    return FACTS * 1e9 / (System.nanoTime() - begin);
  }
}
