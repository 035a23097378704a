package dev.changeover.ops.bench;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springframework.jdbc.core.JdbcTemplate;

/** Axon's pooled streaming processor at batches of 1,000, with an upsert for each event. */
final class StockProjection implements Contender, AutoCloseable {
  static final String NAME = "stock Axon: projection, batches of 1,000";
  private static final int BATCH = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ScheduledExecutorService coordinator = Executors.newScheduledThreadPool(1);
  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(4);
  private final AtomicLong handled = new AtomicLong();
  private final StockLog log;
  private final JdbcTemplate jdbc;
  private final PooledStreamingEventProcessor processor;
  private final int ofATurn;

  /** Creates its table. */
  StockProjection(StockLog log, int ofATurn) {
    this.log = log;
    this.jdbc = log.jdbc();
    this.ofATurn = ofATurn;
    jdbc.execute("create table action (id text primary key, step text, version text)");
    processor =
        PooledStreamingEventProcessor.builder()
            .name("stock")
            .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(this).build())
            .messageSource(log.store())
            .tokenStore(log.tokens())
            .transactionManager(log.transactions())
            .coordinatorExecutor(coordinator)
            .workerExecutor(workers)
            .batchSize(BATCH)
            .build();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() {
    handled.set(0);
    for (int from = 0; from < ofATurn; from += BATCH) {
      var batch =
          IntStream.range(0, BATCH)
              .mapToObj(_ -> "order/" + UUID.randomUUID())
              .map(
                  order ->
                      new GenericDomainEventMessage<>(
                          "Order",
                          order,
                          0,
                          new StockLog.Started(
                              order, "charge", 1, "checkout", "2.4.0", "checkout-1")))
              .toList();
      log.transactions().executeInTransaction(() -> log.engine().appendEvents(batch));
    }
  }

  /** Axon calls it, once for each event. */
  @EventHandler
  public void on(StockLog.Started event) {
    jdbc.update(
        """
        insert into action (id, step, version) values (?, ?, ?)
        on conflict (id) do update set step = excluded.step, version = excluded.version
        """,
        event.action(),
        event.step(),
        event.version());
    handled.incrementAndGet();
  }

  @Override
  public long run() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    processor.start();
    while (handled.get() < ofATurn) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("%s handled %d".formatted(NAME, handled.get()));
      }
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    processor.shutDown();
    return ofATurn;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public void close() {
    coordinator.shutdownNow();
    workers.shutdownNow();
  }
}
