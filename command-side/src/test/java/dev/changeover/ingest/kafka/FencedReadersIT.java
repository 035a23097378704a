package dev.changeover.ingest.kafka;

import static dev.changeover.ingest.kafka.Reader.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ingest.kafka.KafkaInStatus.PartitionStatus;
import dev.changeover.ingest.kafka.KafkaInStatus.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where readers go on, and which of two may append. */
class FencedReadersIT {
  @RegisterExtension static final Brokers brokers = new Brokers();
  @RegisterExtension final Readers readers = new Readers(brokers);

  private final LedgerView ledger = readers.ledger();
  private final BreakableLog log = readers.log();

  @Test
  void goes_on_where_the_log_ends_and_not_where_the_group_was_shown() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("a"), event("b"));
    KafkaIn reader = readers.read(topic);
    ledger.awaitNext(topic, 0, 2);
    readers.stop(reader);
    int before = log.appends.get();
    brokers.send(topic, event("c"));
    readers.read(topic, "another-group", log, Map.of());
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("a", "b", "c");
    assertThat(log.appends.get() - before).as("only what was new was read").isEqualTo(1);
  }

  @Test
  void a_commit_that_nobody_heard_of_is_found_and_not_repeated() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("a"), "broken", event("b"));
    log.mood = BreakableLog.Mood.SILENT;
    readers.read(topic);
    ledger.awaitNext(topic, 0, 3);
    brokers.send(topic, event("c"));
    ledger.awaitNext(topic, 0, 4);
    assertThat(ledger.ids()).containsExactly("a", "b", "c");
    assertThat(ledger.quarantined()).hasSize(1);
    assertThat(ledger.gaps()).hasSize(1);
  }

  @Test
  void a_reader_that_was_frozen_while_another_took_over_appends_nothing() throws Exception {
    String topic = brokers.topic(1);
    BreakableLog slow = readers.anotherLog();
    slow.gate = new CompletableFuture<>();
    brokers.send(topic, event("a"), event("b"));
    KafkaIn frozen = readers.read(topic, "changeover", slow, Map.of());
    LedgerView.await("a batch on its way", () -> slow.appends.get() == 1);
    KafkaIn next = readers.read(topic, "taking-over", log, Map.of());
    LedgerView.await("the other's claim", () -> ledger.claim(topic, 0) == 2);
    ledger.awaitNext(topic, 0, 2);
    long end = ledger.ids().size();
    slow.mood = BreakableLog.Mood.WELL;
    slow.gate.complete(null);
    LedgerView.await(
        "the frozen one's giving up", () -> states(frozen).equals(List.of(State.FOLLOWED)));
    assertThat(ledger.ids()).hasSize((int) end).containsExactly("a", "b");
    readers.stop(next);
    brokers.send(topic, event("c"));
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("a", "b", "c");
  }

  @Test
  void the_older_claim_is_refused_even_where_the_newer_has_not_moved() throws Exception {
    String topic = brokers.topic(1);
    BreakableLog slow = readers.anotherLog();
    slow.gate = new CompletableFuture<>();
    brokers.send(topic, event("a"));
    readers.read(topic, "changeover", slow, Map.of());
    LedgerView.await("a batch on its way", () -> slow.appends.get() == 1);
    CompletableFuture<Void> gate = slow.gate;
    BreakableLog alsoSlow = readers.anotherLog();
    alsoSlow.gate = new CompletableFuture<>();
    readers.read(topic, "taking-over", alsoSlow, Map.of());
    LedgerView.await("another batch on its way", () -> alsoSlow.appends.get() == 1);
    slow.gate = new CompletableFuture<>();
    gate.complete(null);
    LedgerView.await("the first one's next claim", () -> ledger.claim(topic, 0) == 3);
    assertThat(ledger.ids()).isEmpty();
    assertThat(ledger.next(topic, 0)).isZero();
    slow.gate.complete(null);
    alsoSlow.gate.complete(null);
    ledger.awaitNext(topic, 0, 1);
    assertThat(ledger.ids()).containsExactly("a");
  }

  @Test
  void two_readers_share_the_partitions_and_each_takes_over_from_the_other() throws Exception {
    String topic = brokers.topic(4);
    KafkaIn first = readers.read(topic);
    LedgerView.await("the first one's partitions", () -> reading(first) == 4);
    KafkaIn second = readers.read(topic);
    LedgerView.await("a fair share", () -> reading(first) == 2 && reading(second) == 2);
    send(topic, 0, 400);
    ledger.awaitEvents(400);
    send(topic, 400, 800);
    readers.stop(first);
    LedgerView.await("all of them", () -> reading(second) == 4);
    ledger.awaitEvents(800);
    assertThat(ledger.ids()).hasSize(800).doesNotHaveDuplicates();
    assertThat(ledger.gaps()).isEmpty();
  }

  private static List<State> states(KafkaIn reader) {
    return reader.status().partitions().values().stream().map(PartitionStatus::state).toList();
  }

  private static long reading(KafkaIn reader) {
    return reader.status().partitions().values().stream()
        .filter(each -> each.state() == State.READING)
        .count();
  }

  private static void send(String topic, int from, int to) throws Exception {
    for (int n : IntStream.range(from, to).toArray()) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(topic, n % 4, null, event("e" + n).getBytes(UTF_8));
      if (n == to - 1) {
        brokers.send(record);
      } else {
        brokers.sendSoon(record);
      }
    }
  }
}
