package dev.changeover.ingest.kafka;

import static dev.changeover.ingest.kafka.Reader.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that the broker no longer has leave a recorded gap. */
class LostRecordsIT {
  @RegisterExtension static final Brokers brokers = new Brokers();
  @RegisterExtension final Readers readers = new Readers(brokers);

  private final LedgerView ledger = readers.ledger();
  private final BreakableLog log = readers.log();

  @Test
  void records_that_expired_unread_are_a_recorded_gap() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("e0"), event("e1"));
    KafkaIn reader = readers.read(topic);
    ledger.awaitNext(topic, 0, 2);
    readers.stop(reader);
    brokers.send(topic, event("e2"), event("e3"), event("e4"));
    brokers.expire(topic, 0, 4);
    readers.read(topic);
    ledger.awaitNext(topic, 0, 5);
    assertThat(ledger.ids()).containsExactly("e0", "e1", "e4");
    assertThat(ledger.gaps())
        .containsExactly(
            "{\"topic\":\"%s\",\"partition\":0,\"from\":2,\"to\":4,\"reason\":\"EXPIRED\"}"
                .formatted(topic));
  }

  @Test
  void records_that_expire_while_it_reads_are_a_recorded_gap() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("e0"));
    readers.read(topic);
    ledger.awaitNext(topic, 0, 1);
    log.gate = new CompletableFuture<>();
    brokers.send(topic, event("e1"));
    LedgerView.await("a batch on its way", () -> log.appends.get() == 2);
    brokers.send(topic, event("e2"), event("e3"), event("e4"));
    brokers.expire(topic, 0, 4);
    log.gate.complete(null);
    ledger.awaitNext(topic, 0, 5);
    // What the consumer had fetched before it paused is not lost.
    int from = ledger.ids().size() - 1;
    assertThat(ledger.ids()).startsWith("e0", "e1").endsWith("e4").doesNotContain("e3");
    assertThat(ledger.gaps())
        .hasSize(1)
        .first()
        .asString()
        .contains("\"from\":%d,\"to\":4".formatted(from));
  }

  @Test
  void a_topic_that_was_made_again_is_a_recorded_gap_and_read_from_its_beginning()
      throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("old0"), event("old1"));
    KafkaIn reader = readers.read(topic);
    ledger.awaitNext(topic, 0, 2);
    readers.stop(reader);
    brokers.delete(topic);
    brokers.create(topic, 1);
    brokers.send(topic, event("new0"), event("new1"), event("new2"));
    readers.read(topic);
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("old0", "old1", "new0", "new1", "new2");
    assertThat(ledger.gaps())
        .containsExactly(
            "{\"topic\":\"%s\",\"partition\":0,\"from\":2,\"reason\":\"RECREATED\"}"
                .formatted(topic));
  }
}
