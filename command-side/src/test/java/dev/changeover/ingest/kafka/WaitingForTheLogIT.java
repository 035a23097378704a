package dev.changeover.ingest.kafka;

import static dev.changeover.ingest.kafka.Reader.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ingest.kafka.KafkaInStatus.PartitionStatus;
import dev.changeover.ingest.kafka.KafkaInStatus.State;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While the log takes nothing readers wait, within bounds, and lose no partition. */
class WaitingForTheLogIT {
  @RegisterExtension static final Brokers brokers = new Brokers();
  @RegisterExtension final Readers readers = new Readers(brokers);

  private final LedgerView ledger = readers.ledger();
  private final BreakableLog log = readers.log();

  @Test
  void while_the_log_takes_nothing_it_pauses_and_stays_in_the_group() throws Exception {
    String topic = brokers.topic(3);
    int events = 6_000;
    for (int n = 0; n < events; n++) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, n % 3, null, event("e" + n).getBytes(UTF_8));
      if (n == events - 1) {
        brokers.send(record);
      } else {
        brokers.sendSoon(record);
      }
    }
    log.mood = BreakableLog.Mood.AWAY;
    KafkaIn reader =
        readers.read(
            topic,
            "changeover",
            log,
            Map.of("max.poll.interval.ms", "1500", "session.timeout.ms", "6000"));
    LedgerView.await(
        "waiting",
        () ->
            reader.status().partitions().values().stream()
                .anyMatch(each -> each.state() == State.WAITING && each.trouble() != null));
    long begin = System.nanoTime();
    LedgerView.await(
        "longer than a poll may take", () -> System.nanoTime() - begin > 3_000_000_000L);
    assertThat(ledger.ids()).isEmpty();
    log.mood = BreakableLog.Mood.WELL;
    ledger.awaitEvents(events);
    assertThat(ledger.ids()).hasSize(events).doesNotHaveDuplicates();
    for (int partition = 0; partition < 3; partition++) {
      assertThat(ledger.claim(topic, partition)).as("nobody took it away").isEqualTo(1);
    }
    LedgerView.await(
        "no lag",
        () ->
            reader.status().partitions().values().stream().mapToLong(PartitionStatus::lag).sum()
                == 0);
  }

  @Test
  void no_more_bytes_wait_for_the_log_than_may() throws Exception {
    String topic = brokers.topic(12);
    byte[] large = "x".repeat(200_000).getBytes(UTF_8);
    for (int n = 0; n < 12; n++) {
      brokers.send(new ProducerRecord<>(topic, n, null, large));
    }
    log.gate = new CompletableFuture<>();
    KafkaIn reader = readers.read(topic);
    LedgerView.await("batches on their way", () -> log.appends.get() >= 6);
    long begin = System.nanoTime();
    LedgerView.await("time for more", () -> System.nanoTime() - begin > 1_500_000_000L);
    assertThat(log.appends.get()).as("1 MiB is 5.2 of them").isEqualTo(6);
    assertThat(reader.status().partitions()).hasSize(12);
    log.gate.complete(null);
    LedgerView.await("the others too", () -> ledger.quarantined().size() == 12);
  }
}
