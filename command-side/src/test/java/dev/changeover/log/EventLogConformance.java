package dev.changeover.log;

import static dev.changeover.log.Facts.fact;
import static dev.changeover.log.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.changeover.event.Event;
import dev.changeover.event.OtherFact;
import dev.changeover.event.Recorded;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every engine of the event log must hold to. A subclass only makes the log. */
abstract class EventLogConformance extends LogOnADatabase {
  private static final String STREAM = "other/production/a";

  @Test
  void positions_begin_at_zero_and_are_dense() {
    assertThat(append(facts("x", 3))).extracting(Receipt::position).containsExactly(0L, 1L, 2L);
    assertThat(append(facts("y", 2))).extracting(Receipt::position).containsExactly(3L, 4L);
  }

  @Test
  void a_fact_is_read_as_it_was_written() {
    Receipt receipt = append(fact("x"));
    assertThat(read(1))
        .containsExactly(
            new Recorded<>(
                0,
                fact("x").id(),
                "production",
                "thing/x",
                Facts.OCCURRED,
                receipt.recordedAt(),
                new OtherFact("a", "\"x\"")));
  }

  @Test
  void facts_of_one_stream_are_numbered_without_a_gap() {
    append(List.of(fact("1", "a", "1"), fact("2", "b", "2"), fact("3", "a", "3")));
    append(fact("4", "a", "4"));
    assertThat(
            log().engine().readEvents(STREAM).asStream().map(m -> m.getSequenceNumber()).toList())
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void a_fact_that_can_never_be_stored_is_refused_and_hinders_nobody() {
    assertThatThrownBy(() -> log().facts().append(List.of(fact("x\0y"))))
        .isInstanceOf(UnstorableFact.class)
        .hasMessageContaining("NUL");
    assertThatThrownBy(() -> log().facts().append(List.of(fact("x".repeat(3_000)))))
        .isInstanceOf(UnstorableFact.class)
        .hasMessageContaining("source and id is 3,005 bytes long");
    assertThat(append(fact("x")).position()).isZero();
  }

  @Test
  void a_rollback_leaves_no_gap() {
    append(fact("x"));
    transaction()
        .executeWithoutResult(
            status -> {
              log().engine().appendEvents(decided("d", 1));
              status.setRollbackOnly();
            });
    assertThat(append(fact("y")).position()).isEqualTo(1);
  }

  @Test
  void recorded_at_does_not_go_back_when_the_clock_does() {
    append(fact("x"));
    Instant ahead = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    sql()
        .sql("update ledger.head set last_recorded_at = ?")
        .param(ahead.atOffset(ZoneOffset.UTC))
        .update();
    assertThat(append(fact("y")).recordedAt()).isEqualTo(ahead);
    assertThat(append(fact("z")).recordedAt()).isEqualTo(ahead);
  }

  @Test
  void nothing_in_the_log_can_be_changed_or_removed() {
    append(fact("x"));
    for (String change :
        List.of(
            "update ledger.event set subject = 'other'",
            "delete from ledger.event",
            "truncate ledger.event cascade",
            "delete from ledger.head",
            "update ledger.head set next_position = 0")) {
      assertThatThrownBy(() -> sql().sql(change).update())
          .as(change)
          .hasMessageContaining("the log is append only");
    }
  }

  @Test
  void a_hole_in_the_log_is_noticed_however_large() {
    append(fact("x"));
    sql().sql("update ledger.head set next_position = 5000").update();
    append(fact("y"));
    assertThatThrownBy(() -> read(2))
        .isInstanceOf(LogUnreadable.class)
        .hasMessageContaining("no event at position 1 but one at 5000");
  }

  @Test
  void a_decision_is_appended_in_the_transaction_of_its_command() {
    append(fact("x"));
    decide("d", 1);
    assertThat(read(2)).extracting(r -> r.id().toString()).hasSize(2);
    assertThat(log().engine().lastSequenceNumberFor(STREAM)).contains(1L);
  }

  @Test
  void a_decision_outside_a_transaction_is_refused() {
    assertThatThrownBy(() -> log().engine().appendEvents(decided("d", 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a transaction");
  }

  @Test
  void of_two_decisions_on_the_same_state_the_second_is_refused() {
    decide("first", 0);
    assertThatThrownBy(() -> decide("second", 0)).isInstanceOf(ConcurrencyException.class);
    assertThatThrownBy(() -> decide("ahead", 2)).isInstanceOf(ConcurrencyException.class);
    decide("third", 1);
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void metadata_and_actor_of_a_decision_are_kept() {
    decide("d", 0);
    EventMessage<?> read = log().engine().readEvents(STREAM).next();
    assertThat(read.getIdentifier()).isEqualTo("d");
    assertThat(read.getMetaData())
        .containsEntry("actor", "ann")
        .containsEntry("traceId", "t-1")
        .containsEntry("environment", "production")
        .containsEntry("source", "/changeover/other");
  }

  @Test
  void thirty_two_senders_get_dense_positions_and_a_reader_misses_nothing() throws Exception {
    int senders = 32;
    int each = 60;
    List<Receipt> receipts = Collections.synchronizedList(new ArrayList<>());
    var start = new CountDownLatch(1);
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      for (int sender = 0; sender < senders; sender++) {
        String name = "s" + sender;
        var _ =
            threads.submit(
                () -> {
                  start.await();
                  for (int n = 0; n < each; n++) {
                    receipts.add(append(fact(name + "-" + n, "s" + n % 7, name)));
                  }
                  return null;
                });
      }
      CompletableFuture<List<Recorded<Event>>> reader =
          CompletableFuture.supplyAsync(() -> read(senders * each), threads);
      start.countDown();
      assertThat(reader.get(50, TimeUnit.SECONDS))
          .extracting(Recorded::position)
          .containsExactlyElementsOf(LongStream.range(0, (long) senders * each).boxed().toList());
    }
    assertThat(receipts.stream().map(Receipt::position).sorted().toList())
        .containsExactlyElementsOf(LongStream.range(0, (long) senders * each).boxed().toList());
  }

  @Test
  void two_nodes_and_commands_take_turns_and_a_reader_misses_nothing() throws Exception {
    int writers = 8;
    int each = 40;
    List<Future<?>> writing = new ArrayList<>();
    try (Log other = open(database());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        String name = "w" + writer;
        Log node = writer % 2 == 0 ? log() : other;
        boolean commands = writer % 4 > 1;
        writing.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < each; n++) {
                    if (commands) {
                      EventMessage<?> event = Facts.decided(name, name + "-" + n, n);
                      transaction().executeWithoutResult(_ -> node.engine().appendEvents(event));
                    } else {
                      node.facts().append(List.of(fact(name + "-" + n))).join();
                    }
                  }
                }));
      }
      var reader = CompletableFuture.supplyAsync(() -> read(writers * each), threads);
      for (Future<?> one : writing) {
        one.get(50, TimeUnit.SECONDS);
      }
      assertThat(reader.get(50, TimeUnit.SECONDS))
          .extracting(Recorded::position)
          .containsExactlyElementsOf(LongStream.range(0, (long) writers * each).boxed().toList());
    }
  }

  @Test
  void recorded_at_never_falls_along_the_positions() {
    for (int n = 0; n < 20; n++) {
      append(facts("n" + n, 5));
    }
    assertThat(read(100)).extracting(Recorded::recordedAt).isSorted();
  }

  @Test
  void a_waiting_reader_is_woken_by_the_commit_itself() throws Exception {
    try (BlockingStream<TrackedEventMessage<?>> stream =
        log().source().openStream(log().source().createHeadToken())) {
      assertThat(stream.hasNextAvailable()).isFalse();
      var woken = new CountDownLatch(2); // once when it is set, once by the commit
      assertThat(stream.setOnAvailableCallback(woken::countDown)).isTrue();
      append(fact("x"));
      // The receipt comes after the signal, so there is nothing to wait for.
      assertThat(woken.await(0, TimeUnit.SECONDS)).isTrue();
      assertThat(stream.nextAvailable().trackingToken().position()).hasValue(0);
    }
  }

  @Test
  void a_stream_can_begin_at_the_end_or_at_a_moment() throws Exception {
    append(facts("x", 3));
    Receipt last = append(fact("y"));
    assertThat(log().source().createHeadToken().position()).hasValue(3);
    assertThat(log().source().createTokenAt(last.recordedAt()).position()).hasValue(2);
    assertThat(log().source().createTokenAt(last.recordedAt().plusSeconds(1)).position())
        .hasValue(3);
    assertThat(log().source().createTokenAt(Instant.EPOCH).position()).hasValue(-1);
  }

  private TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(database()));
  }

  private void decide(String id, long sequence) {
    transaction().executeWithoutResult(_ -> log().engine().appendEvents(decided(id, sequence)));
  }

  private static EventMessage<?> decided(String id, long sequence) {
    return Facts.decided("a", id, sequence);
  }
}
