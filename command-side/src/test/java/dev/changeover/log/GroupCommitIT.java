package dev.changeover.log;

import static dev.changeover.log.Facts.fact;
import static dev.changeover.log.Facts.facts;
import static dev.changeover.log.Facts.heartbeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.changeover.event.EventId;
import dev.changeover.event.OtherFact;
import dev.changeover.testing.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@Timeout(60)
class GroupCommitIT {
  private static final LogLimits SMALL =
      new LogLimits(10, 1 << 20, 20, 1 << 20, Duration.ofSeconds(3));

  private DataSource database;
  private JdbcClient sql;
  private GroupCommittingFactLog log;

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    LedgerSchema.migrate(database);
    sql = JdbcClient.create(database);
    log = new GroupCommittingFactLog(database, new LedgerSignal(), LogLimits.standard());
  }

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void what_gathers_during_a_commit_is_written_in_the_next() throws SQLException {
    List<CompletableFuture<List<Receipt>>> answers = new ArrayList<>();
    try (Connection holder = holdHead()) {
      facts("x", 50).forEach(fact -> answers.add(log.append(List.of(fact))));
      holder.rollback();
    }
    answers.forEach(CompletableFuture::join);
    assertThat(count("count(distinct xmin::text)")).isLessThanOrEqualTo(2);
    assertThat(count("count(*)")).isEqualTo(50);
  }

  @Test
  void of_decisions_on_one_state_the_first_stands_and_the_other_hinders_nobody()
      throws SQLException {
    List<CompletableFuture<List<Receipt>>> answers = new ArrayList<>();
    try (Connection holder = holdHead()) {
      answers.add(log.append(List.of(fact("x", "b", "x"))));
      answers.add(log.appendDecided(List.of(decided("first", 0))));
      answers.add(log.appendDecided(List.of(decided("second", 0), decided("after it", 1))));
      answers.add(log.appendDecided(List.of(decided("third", 1))));
      holder.rollback();
    }
    assertThat(catchThrowable(answers.get(2)::join)).hasCauseInstanceOf(SequenceTaken.class);
    assertThat(answers.get(0).join().getFirst().position()).isZero();
    assertThat(answers.get(1).join().getFirst().position()).isEqualTo(1);
    assertThat(answers.get(3).join().getFirst().position()).isEqualTo(2);
    assertThat(count("count(*)")).isEqualTo(3);
  }

  private static LedgerRow decided(String id, long sequence) {
    return DecidedFact.row(
        new GenericDomainEventMessage<>(
            "Other",
            "other/production/a",
            sequence,
            new OtherFact("a", "{}"),
            MetaData.with("environment", "production"),
            id,
            Facts.OCCURRED));
  }

  @Test
  void of_concurrent_duplicates_one_is_appended_and_all_name_it() throws Exception {
    int senders = 16;
    List<NewFact> all = facts("x", 200);
    Map<EventId, AtomicInteger> appended = new ConcurrentHashMap<>();
    Map<EventId, Long> positions = new ConcurrentHashMap<>();
    List<Future<?>> sending = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < senders; sender++) {
        var random = new Random(sender);
        List<NewFact> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        sending.add(
            threads.submit(
                () -> {
                  for (int from = 0; from < shuffled.size(); ) {
                    int to = Math.min(shuffled.size(), from + 1 + random.nextInt(9));
                    for (Receipt receipt : log.append(shuffled.subList(from, to)).join()) {
                      if (receipt instanceof Receipt.Appended) {
                        appended
                            .computeIfAbsent(receipt.id(), _ -> new AtomicInteger())
                            .incrementAndGet();
                      }
                      Long before = positions.putIfAbsent(receipt.id(), receipt.position());
                      assertThat(before == null ? receipt.position() : before)
                          .isEqualTo(receipt.position());
                    }
                    from = to;
                  }
                }));
      }
      for (Future<?> one : sending) {
        one.get();
      }
    }
    assertThat(appended).hasSize(200);
    assertThat(appended.values()).allMatch(times -> times.get() == 1);
    assertThat(count("count(*)")).isEqualTo(200);
  }

  @Test
  void with_too_much_waiting_a_sender_is_told_to_come_back_and_nothing_is_taken()
      throws SQLException {
    log.close();
    log = new GroupCommittingFactLog(database, new LedgerSignal(), SMALL);
    List<CompletableFuture<List<Receipt>>> answers = new ArrayList<>();
    Throwable refusal;
    try (Connection holder = holdHead()) {
      refusal = appendUntilRefused(n -> fact("n" + n), answers);
      holder.rollback();
    }
    assertThat(refusal)
        .isInstanceOfSatisfying(
            LogUnavailable.class,
            unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(3)))
        .hasMessageContaining("wait to be written; send again in 3 s");
    answers.forEach(CompletableFuture::join);
    assertThat(count("count(*)")).isEqualTo(answers.size()).isBetween(20L, 30L);
  }

  @Test
  void heartbeats_are_told_to_come_back_while_there_is_room_for_evidence() throws SQLException {
    log.close();
    log = new GroupCommittingFactLog(database, new LedgerSignal(), SMALL);
    List<CompletableFuture<List<Receipt>>> answers = new ArrayList<>();
    Throwable refusal;
    try (Connection holder = holdHead()) {
      refusal = appendUntilRefused(n -> heartbeat("beat" + n), answers);
      int heartbeats = answers.size();
      answers.add(log.append(List.of(fact("evidence"))));
      assertThat(heartbeats).isBetween(10, 18);
      holder.rollback();
    }
    assertThat(refusal).isInstanceOf(LogUnavailable.class);
    answers.forEach(CompletableFuture::join);
    assertThat(count("count(*)")).isEqualTo(answers.size());
  }

  @Test
  void a_request_larger_than_the_limits_is_taken_when_nothing_waits() {
    log.close();
    log = new GroupCommittingFactLog(database, new LedgerSignal(), SMALL);
    assertThat(log.append(facts("x", 100)).join()).hasSize(100);
  }

  @Test
  void a_row_that_postgresql_refuses_hinders_no_other_request() throws SQLException {
    sql.sql(
            """
            create function refuse_bad() returns trigger language plpgsql as $$
            begin
              if new.subject = 'thing/bad' then
                raise exception 'bad' using errcode = '22000';
              end if;
              return new;
            end $$;
            create trigger refuse_bad before insert on ledger.event
              for each row execute function refuse_bad()
            """)
        .update();
    CompletableFuture<List<Receipt>> before;
    CompletableFuture<List<Receipt>> bad;
    CompletableFuture<List<Receipt>> after;
    try (Connection holder = holdHead()) {
      before = log.append(List.of(fact("before")));
      bad = log.append(List.of(fact("bad")));
      after = log.append(List.of(fact("after")));
      holder.rollback();
    }
    assertThat(before.join().getFirst().position()).isZero();
    assertThat(after.join().getFirst().position()).isEqualTo(1);
    assertThatThrownBy(bad::join).hasCauseInstanceOf(UnstorableFact.class);
  }

  @Test
  void closing_writes_what_waits_and_takes_nothing_more() throws SQLException {
    List<CompletableFuture<List<Receipt>>> answers = new ArrayList<>();
    try (Connection holder = holdHead()) {
      facts("x", 20).forEach(fact -> answers.add(log.append(List.of(fact))));
      holder.rollback();
    }
    log.close();
    answers.forEach(CompletableFuture::join);
    assertThat(count("count(*)")).isEqualTo(20);
    assertThatThrownBy(() -> log.append(List.of(fact("late")))).isInstanceOf(LogUnavailable.class);
  }

  @Test
  void killed_connections_lose_nothing_acknowledged_and_double_nothing() throws Exception {
    int senders = 8;
    int each = 150;
    var acknowledged = ConcurrentHashMap.<EventId>newKeySet();
    var acknowledgements = new AtomicInteger();
    var indeterminate = new AtomicInteger();
    List<Future<?>> sending = new ArrayList<>();
    try (Killer killer = new Killer(database);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int sender = 0; sender < senders; sender++) {
        String name = "s" + sender;
        sending.add(
            threads.submit(
                () -> {
                  for (NewFact fact : facts(name, each)) {
                    while (!acknowledged.contains(fact.id())) {
                      if (send(fact)) {
                        acknowledged.add(fact.id());
                        if (acknowledgements.incrementAndGet() % 60 == 0) {
                          killer.killOtherConnections();
                        }
                      } else {
                        indeterminate.incrementAndGet();
                      }
                    }
                  }
                }));
      }
      for (Future<?> one : sending) {
        one.get();
      }
    }
    assertThat(indeterminate).hasPositiveValue();
    assertThat(acknowledged).hasSize(senders * each);
    assertThat(
            sql.sql("select source, id from ledger.event")
                .query((row, _) -> new EventId(row.getString(1), row.getString(2)))
                .list())
        .containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(count("max(position)")).isEqualTo(acknowledged.size() - 1L);
  }

  /** The refusal; null: 100 were taken. */
  private @Nullable Throwable appendUntilRefused(
      IntFunction<NewFact> facts, List<CompletableFuture<List<Receipt>>> answers) {
    Throwable refusal = null;
    for (int n = 0; n < 100 && refusal == null; n++) {
      NewFact fact = facts.apply(n);
      refusal = catchThrowable(() -> answers.add(log.append(List.of(fact))));
    }
    return refusal;
  }

  private boolean send(NewFact fact) {
    try {
      log.append(List.of(fact)).join();
      return true;
    } catch (CompletionException failed) {
      assertThat(failed).hasCauseInstanceOf(LogUnavailable.class);
      return false;
    }
  }

  /** Keeps every appender waiting until it is rolled back. */
  private Connection holdHead() throws SQLException {
    Connection holder = database.getConnection();
    holder.setAutoCommit(false);
    try (var statement = holder.createStatement()) {
      statement.execute("select 1 from ledger.head for update");
    }
    return holder;
  }

  private long count(String what) {
    return sql.sql("select %s from ledger.event".formatted(what)).query(Long.class).single();
  }

  /** Ends all connections but its own, while others are at work on theirs. */
  private static final class Killer implements AutoCloseable {
    private final SingleConnectionDataSource own;

    Killer(DataSource database) throws SQLException {
      own = new SingleConnectionDataSource(database.getConnection(), true);
    }

    synchronized void killOtherConnections() {
      JdbcClient.create(own)
          .sql(
              """
              select count(pg_terminate_backend(pid)) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()
              """)
          .query(Long.class)
          .single();
    }

    @Override
    public void close() {
      own.destroy();
    }
  }
}
