package dev.changeover.ingest.kafka;

import static dev.changeover.ingest.kafka.Reader.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.changeover.ingest.kafka.LedgerView.Quarantined;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is taken from topics, and what is put aside. */
class KafkaInIT {
  @RegisterExtension static final Brokers brokers = new Brokers();
  @RegisterExtension final Readers readers = new Readers(brokers);

  private final LedgerView ledger = readers.ledger();
  private final BreakableLog log = readers.log();

  @Test
  void takes_structured_and_binary_cloudevents_and_bare_cdevents() throws Exception {
    String topic = brokers.topic(1);
    String structured =
        """
        {"specversion":"1.0","id":"s","source":"/fleet","datacontenttype":"application/json",\
        "type":"dev.cdeventsx.changeover-cache.flushed.0.1.0","data":%s}"""
            .formatted(event("s"));
    ProducerRecord<String, byte[]> first =
        new ProducerRecord<>(topic, 0, null, structured.getBytes(UTF_8));
    first
        .headers()
        .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
    ProducerRecord<String, byte[]> second =
        new ProducerRecord<>(topic, 0, null, event("b%20ü").getBytes(UTF_8));
    second
        .headers()
        .add("content-type", "application/json".getBytes(UTF_8))
        .add("ce_specversion", "1.0".getBytes(UTF_8))
        .add("ce_id", "b%20ü".getBytes(UTF_8))
        .add("ce_source", "/fleet".getBytes(UTF_8))
        .add("ce_type", "dev.cdeventsx.changeover-cache.flushed.0.1.0".getBytes(UTF_8));
    brokers.send(first);
    brokers.send(second);
    brokers.send(topic, event("bare"));
    readers.read(topic);
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("s", "b%20ü", "bare");
    assertThat(ledger.quarantined()).isEmpty();
  }

  @Test
  void what_cannot_be_taken_goes_to_quarantine_and_holds_up_nothing() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("a"), "{\"context\":", event("elsewhere", "staging"));
    brokers.send(new ProducerRecord<>(topic, 0, null, null));
    brokers.send(topic, "\0" + "x".repeat(500), "[" + event("in-array") + ",{}]", event("b"));
    readers.read(topic);
    ledger.awaitNext(topic, 0, 7);
    assertThat(ledger.ids()).containsExactly("a", "in-array", "b");
    assertThat(ledger.quarantined())
        .extracting(Quarantined::offset, Quarantined::code)
        .containsExactly(
            tuple(1L, "JSON_MALFORMED"),
            tuple(2L, "ENVIRONMENT_NOT_ALLOWED"),
            tuple(3L, "BODY_UNREADABLE"),
            tuple(4L, "JSON_MALFORMED"),
            tuple(5L, "EVENT_MALFORMED"));
    assertThat(ledger.quarantined().get(3).bytes()).isEqualTo(Reader.QUARANTINED_BYTES);
    assertThat(ledger.quarantined().get(3).length()).isEqualTo(501);
    assertThat(ledger.quarantined().get(4).reason()).contains("1 of 2 events are held back");
    assertThat(ledger.gaps())
        .as("records that facts of production may be missing from")
        .containsExactly(unreadable(topic, 1, 2), unreadable(topic, 3, 6));
  }

  @Test
  void what_producers_send_twice_is_recorded_once() throws Exception {
    String topic = brokers.topic(2);
    brokers.send(topic, event("a"), event("a"), event("b"));
    brokers.send(new ProducerRecord<>(topic, 1, null, event("a").getBytes(UTF_8)));
    readers.read(topic);
    ledger.awaitNext(topic, 0, 3);
    ledger.awaitNext(topic, 1, 1);
    assertThat(ledger.ids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void what_was_aborted_is_not_taken_and_what_is_open_is_waited_for() throws Exception {
    String topic = brokers.topic(1);
    readers.read(topic);
    try (KafkaProducer<String, byte[]> producer =
        brokers.newProducer(Map.of("transactional.id", "t-" + topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic, 0, null, event("aborted").getBytes(UTF_8)));
      producer.flush();
      producer.abortTransaction();
      ledger.awaitNext(topic, 0, 2);
      producer.beginTransaction();
      var _ = producer.send(new ProducerRecord<>(topic, 0, null, event("a").getBytes(UTF_8)));
      producer.flush();
      brokers.send(topic, event("b"));
      assertThat(ledger.ids()).isEmpty();
      producer.commitTransaction();
    }
    ledger.awaitNext(topic, 0, 5);
    assertThat(ledger.ids()).containsExactly("a", "b");
  }

  @Test
  void a_topic_that_there_is_not_is_named_and_read_once_it_is_there() throws Exception {
    String topic = "later-" + System.nanoTime();
    KafkaIn reader = readers.read(topic, "changeover", log, Map.of("metadata.max.age.ms", "500"));
    LedgerView.await(
        "the trouble", () -> String.valueOf(reader.status().trouble()).contains("UnknownTopic"));
    brokers.create(topic, 1);
    brokers.send(topic, event("a"));
    ledger.awaitNext(topic, 0, 1);
    LedgerView.await("no trouble", () -> reader.status().trouble() == null);
  }

  @Test
  void a_record_whose_taking_fails_again_and_again_is_put_aside_alone() throws Exception {
    String topic = brokers.topic(1);
    log.stumblesOver = "b";
    brokers.send(topic, event("a"), event("b"), event("c"));
    readers.read(topic);
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("a", "c");
    assertThat(ledger.quarantined()).extracting(Quarantined::offset).containsExactly(1L);
    assertThat(ledger.quarantined().getFirst().reason()).contains("stumbles");
    assertThat(ledger.gaps()).containsExactly(unreadable(topic, 1, 2));
  }

  private static String unreadable(String topic, long from, long to) {
    return "{\"topic\":\"%s\",\"partition\":0,\"from\":%d,\"to\":%d,\"reason\":\"UNREADABLE\"}"
        .formatted(topic, from, to);
  }
}
