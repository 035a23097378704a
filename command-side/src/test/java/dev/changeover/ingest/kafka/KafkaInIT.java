package dev.changeover.ingest.kafka;

import static dev.changeover.ingest.kafka.Reader.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.changeover.ingest.kafka.KafkaInStatus.PartitionStatus;
import dev.changeover.ingest.kafka.KafkaInStatus.State;
import dev.changeover.ingest.kafka.LedgerView.Quarantined;
import dev.changeover.log.GroupCommittingFactLog;
import dev.changeover.log.LedgerSchema;
import dev.changeover.log.LedgerSignal;
import dev.changeover.log.LogLimits;
import dev.changeover.testing.PostgresExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaInIT {
  @RegisterExtension static final Brokers brokers = new Brokers();

  private final List<KafkaIn> readers = new ArrayList<>();
  private final DataSource database = PostgresExtension.freshDatabase();
  private final LedgerView ledger = new LedgerView(database);
  private GroupCommittingFactLog real;
  private BreakableLog log;

  @BeforeEach
  void open() {
    LedgerSchema.migrate(database);
    real = new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
    log = new BreakableLog(real);
  }

  @AfterEach
  void close() {
    readers.forEach(KafkaIn::close);
    real.close();
  }

  private KafkaIn read(String topic) {
    return read(topic, "changeover", log, Map.of());
  }

  private KafkaIn read(
      String topic, String group, BreakableLog into, Map<String, String> properties) {
    KafkaIn reader =
        Reader.start(
            brokers.addresses(), properties, group, topic, Set.of("production"), into, database);
    readers.add(reader);
    return reader;
  }

  private void stop(KafkaIn reader) {
    reader.close();
    readers.remove(reader);
  }

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
    read(topic);
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("s", "b%20ü", "bare");
    assertThat(ledger.quarantined()).isEmpty();
  }

  @Test
  void goes_on_where_the_log_ends_and_not_where_the_group_was_shown() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("a"), event("b"));
    KafkaIn reader = read(topic);
    ledger.awaitNext(topic, 0, 2);
    stop(reader);
    int before = log.appends.get();
    brokers.send(topic, event("c"));
    read(topic, "another-group", log, Map.of());
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("a", "b", "c");
    assertThat(log.appends.get() - before).as("only what was new was read").isEqualTo(1);
  }

  @Test
  void a_commit_that_nobody_heard_of_is_found_and_not_repeated() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("a"), "broken", event("b"));
    log.mood = BreakableLog.Mood.SILENT;
    read(topic);
    ledger.awaitNext(topic, 0, 3);
    brokers.send(topic, event("c"));
    ledger.awaitNext(topic, 0, 4);
    assertThat(ledger.ids()).containsExactly("a", "b", "c");
    assertThat(ledger.quarantined()).hasSize(1);
  }

  @Test
  void a_reader_that_was_frozen_while_another_took_over_appends_nothing() throws Exception {
    String topic = brokers.topic(1);
    BreakableLog slow = new BreakableLog(real);
    slow.gate = new CompletableFuture<>();
    brokers.send(topic, event("a"), event("b"));
    KafkaIn frozen = read(topic, "changeover", slow, Map.of());
    LedgerView.await("a batch on its way", () -> slow.appends.get() == 1);
    KafkaIn next = read(topic, "taking-over", log, Map.of());
    LedgerView.await("the other's claim", () -> ledger.claim(topic, 0) == 2);
    ledger.awaitNext(topic, 0, 2);
    long end = ledger.ids().size();
    slow.mood = BreakableLog.Mood.WELL;
    slow.gate.complete(null);
    LedgerView.await(
        "the frozen one's giving up", () -> states(frozen).equals(List.of(State.FOLLOWED)));
    assertThat(ledger.ids()).hasSize((int) end).containsExactly("a", "b");
    stop(next);
    brokers.send(topic, event("c"));
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("a", "b", "c");
  }

  @Test
  void the_older_claim_is_refused_even_where_the_newer_has_not_moved() throws Exception {
    String topic = brokers.topic(1);
    BreakableLog slow = new BreakableLog(real);
    slow.gate = new CompletableFuture<>();
    brokers.send(topic, event("a"));
    read(topic, "changeover", slow, Map.of());
    LedgerView.await("a batch on its way", () -> slow.appends.get() == 1);
    CompletableFuture<Void> gate = slow.gate;
    BreakableLog alsoSlow = new BreakableLog(real);
    alsoSlow.gate = new CompletableFuture<>();
    read(topic, "taking-over", alsoSlow, Map.of());
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
  void what_cannot_be_taken_goes_to_quarantine_and_holds_up_nothing() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("a"), "{\"context\":", event("elsewhere", "staging"));
    brokers.send(new ProducerRecord<>(topic, 0, null, null));
    brokers.send(topic, "\0" + "x".repeat(500), "[" + event("in-array") + ",{}]", event("b"));
    read(topic);
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
  }

  @Test
  void what_producers_send_twice_is_recorded_once() throws Exception {
    String topic = brokers.topic(2);
    brokers.send(topic, event("a"), event("a"), event("b"));
    brokers.send(new ProducerRecord<>(topic, 1, null, event("a").getBytes(UTF_8)));
    read(topic);
    ledger.awaitNext(topic, 0, 3);
    ledger.awaitNext(topic, 1, 1);
    assertThat(ledger.ids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void what_was_aborted_is_not_taken_and_what_is_open_is_waited_for() throws Exception {
    String topic = brokers.topic(1);
    read(topic);
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
  void records_that_expired_unread_are_a_recorded_gap() throws Exception {
    String topic = brokers.topic(1);
    brokers.send(topic, event("e0"), event("e1"));
    KafkaIn reader = read(topic);
    ledger.awaitNext(topic, 0, 2);
    stop(reader);
    brokers.send(topic, event("e2"), event("e3"), event("e4"));
    brokers.expire(topic, 0, 4);
    read(topic);
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
    read(topic);
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
    KafkaIn reader = read(topic);
    ledger.awaitNext(topic, 0, 2);
    stop(reader);
    brokers.delete(topic);
    brokers.create(topic, 1);
    brokers.send(topic, event("new0"), event("new1"), event("new2"));
    read(topic);
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("old0", "old1", "new0", "new1", "new2");
    assertThat(ledger.gaps())
        .containsExactly(
            "{\"topic\":\"%s\",\"partition\":0,\"from\":2,\"reason\":\"RECREATED\"}"
                .formatted(topic));
  }

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
        read(
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
    KafkaIn reader = read(topic);
    LedgerView.await("batches on their way", () -> log.appends.get() >= 6);
    long begin = System.nanoTime();
    LedgerView.await("time for more", () -> System.nanoTime() - begin > 1_500_000_000L);
    assertThat(log.appends.get()).as("1 MiB is 5.2 of them").isEqualTo(6);
    assertThat(reader.status().partitions()).hasSize(12);
    log.gate.complete(null);
    LedgerView.await("the others too", () -> ledger.quarantined().size() == 12);
  }

  @Test
  void a_topic_that_there_is_not_is_named_and_read_once_it_is_there() throws Exception {
    String topic = "later-" + System.nanoTime();
    KafkaIn reader = read(topic, "changeover", log, Map.of("metadata.max.age.ms", "500"));
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
    read(topic);
    ledger.awaitNext(topic, 0, 3);
    assertThat(ledger.ids()).containsExactly("a", "c");
    assertThat(ledger.quarantined()).extracting(Quarantined::offset).containsExactly(1L);
    assertThat(ledger.quarantined().getFirst().reason()).contains("stumbles");
  }

  @Test
  void two_readers_share_the_partitions_and_each_takes_over_from_the_other() throws Exception {
    String topic = brokers.topic(4);
    KafkaIn first = read(topic);
    LedgerView.await("the first one's partitions", () -> reading(first) == 4);
    KafkaIn second = read(topic);
    LedgerView.await("a fair share", () -> reading(first) == 2 && reading(second) == 2);
    send(topic, 0, 400);
    ledger.awaitEvents(400);
    send(topic, 400, 800);
    stop(first);
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
