package dev.changeover.ops.bench;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Axon as its documentation sets it up: the JDBC engine, JSON, a pooled streaming processor with
 * all its defaults, an upsert for each event. It is spared HTTP, tokens and the watching over a
 * connection: it tells by itself when a row has been committed.
 */
final class StockSide implements Side {
  private static final int SENDERS = 16;

  private final Map<Long, Long> seen = new ConcurrentHashMap<>();
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final ScheduledExecutorService coordinator = Executors.newScheduledThreadPool(1);
  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(4);
  private final JdbcTemplate jdbc;
  private final EmbeddedEventStore store;
  private final PooledStreamingEventProcessor processor;

  /** The one event of this side. */
  record Accepting(long number, String action, String component, String version) {}

  /**
   * Creates its tables.
   *
   * @param database empty, and pooled
   */
  StockSide(DataSource database) {
    var log = StockLog.in(database);
    jdbc = log.jdbc();
    jdbc.execute("create table action (number bigint primary key, version text)");
    store = log.store();
    processor =
        PooledStreamingEventProcessor.builder()
            .name("stock")
            .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(this).build())
            .messageSource(store)
            .tokenStore(log.tokens())
            .transactionManager(log.transactions())
            .coordinatorExecutor(coordinator)
            .workerExecutor(workers)
            .build();
  }

  @Override
  public String name() {
    return "stock Axon";
  }

  @Override
  public void begin() {
    processor.start();
  }

  @Override
  public CompletableFuture<Accepted> send(long number) {
    var event = new Accepting(number, "bench/" + UUID.randomUUID(), "checkout", "2.4.0");
    return CompletableFuture.supplyAsync(
        () -> {
          store.publish(GenericEventMessage.asEventMessage(event));
          return new Accepted(number, System.nanoTime());
        },
        senders);
  }

  /** Axon calls it, once for each event. */
  @EventHandler
  public void on(Accepting event) {
    jdbc.update(
        """
        insert into action (number, version) values (?, ?)
        on conflict (number) do update set version = excluded.version
        """,
        event.number(),
        event.version());
    CurrentUnitOfWork.get().afterCommit(_ -> seen.put(event.number(), System.nanoTime()));
  }

  @Override
  public long visibleAt(Accepted accepted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Long at = seen.get(accepted.key());
    while (at == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      at = seen.get(accepted.key());
    }
    if (at == null) {
      throw new NeverSeen(name(), accepted, patience);
    }
    return at;
  }

  @Override
  public void end() {
    processor.shutDown();
  }

  @Override
  public void close() {
    senders.shutdownNow();
    coordinator.shutdownNow();
    workers.shutdownNow();
  }
}
