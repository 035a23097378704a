package dev.changeover.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.OtherFact;
import dev.changeover.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Why the log is not Axon's own. One writer is slow to commit; beside it another commits an event
 * with an old timestamp, as a source's own time would be; a reader comes by in between. The stock
 * engine takes the old timestamp for proof that the gap before it will never be filled.
 */
@Timeout(60)
class StockJdbcEngineLosesEventsIT {
  private DataSource database;
  private JdbcTransactionManager transactions;
  private TransactionTemplate transaction;

  @BeforeEach
  void start() {
    database = PostgresExtension.freshDatabase();
    transactions = new JdbcTransactionManager(database);
    transaction = new TransactionTemplate(transactions);
  }

  @Test
  void the_stock_engine_never_shows_the_slow_writers_event_to_the_reader() throws Exception {
    var serializer = Jackson3Serializer.builder().build();
    var stock =
        JdbcEventStorageEngine.builder()
            .connectionProvider(new SpringDataSourceConnectionProvider(database))
            .transactionManager(new SpringTransactionManager(transactions))
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
    transaction.executeWithoutResult(_ -> stock.createSchema(PostgresEventTableFactory.INSTANCE));
    assertThat(readBesideASlowWriter(stock)).containsExactly("first", "back-dated", "last");
    assertThat(stock.readEvents(null, false).map(StockJdbcEngineLosesEventsIT::content))
        .as("what a reader from the beginning would see")
        .containsExactly("first", "slow", "back-dated", "last");
  }

  @Test
  void our_engine_shows_it() throws Exception {
    LedgerSchema.migrate(database);
    var ours = new PostgresEventStorageEngine(database, new LedgerSignal());
    assertThat(readBesideASlowWriter(ours)).containsExactly("first", "slow", "back-dated", "last");
  }

  private List<String> readBesideASlowWriter(EventStorageEngine engine) throws Exception {
    var reader = new Reader(engine);
    append(engine, "first", 0, Instant.now());
    reader.readOn();
    var appended = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          CompletableFuture.runAsync(
              () ->
                  transaction.executeWithoutResult(
                      _ -> {
                        engine.appendEvents(event("slow", 0, Instant.now()));
                        appended.countDown();
                        await(mayCommit);
                      }),
              threads);
      await(appended);
      var backDated =
          CompletableFuture.runAsync(
              () -> append(engine, "back-dated", 0, Instant.now().minus(Duration.ofMinutes(2))),
              threads);
      while (!backDated.isDone() && !isSomebodyWaitingForALock()) {
        Thread.onSpinWait();
      }
      reader.readOn();
      mayCommit.countDown();
      CompletableFuture.allOf(slow, backDated).get(30, TimeUnit.SECONDS);
    }
    reader.readOn();
    append(engine, "last", 0, Instant.now());
    reader.readOn();
    return reader.seen;
  }

  private boolean isSomebodyWaitingForALock() {
    return JdbcClient.create(database)
        .sql(
            """
            select exists (select from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  private void append(EventStorageEngine engine, String name, long sequence, Instant timestamp) {
    transaction.executeWithoutResult(_ -> engine.appendEvents(event(name, sequence, timestamp)));
  }

  private static EventMessage<?> event(String name, long sequence, Instant timestamp) {
    return new GenericDomainEventMessage<>(
        "Other",
        "other/production/" + name,
        sequence,
        new OtherFact(name, "{}"),
        MetaData.with("environment", "production"),
        name,
        timestamp);
  }

  private static String content(TrackedEventMessage<?> message) {
    return ((OtherFact) message.getPayload()).wireType();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("stopped while waiting for the other writer", stopped);
    }
  }

  /** Reads on from its token, as a streaming processor does. */
  private static final class Reader {
    private final EventStorageEngine engine;
    private final List<String> seen = new ArrayList<>();
    private @Nullable TrackingToken token;

    Reader(EventStorageEngine engine) {
      this.engine = engine;
    }

    void readOn() {
      try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token, false)) {
        events.forEach(
            event -> {
              seen.add(content(event));
              token = event.trackingToken();
            });
      }
    }
  }
}
