package dev.changeover.ops.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Appends to Axon's store, past buses and handlers: a fixed number in each transaction. */
final class StockAppend implements Contender {
  static final String BATCHES = "stock Axon: append(1000)";
  static final String SINGLES = "stock Axon: append(1), 16 threads";
  private static final int OF_A_STREAM = 4;

  private final String name;
  private final StockLog log;
  private final int ofATransaction;
  private final int transactions;
  private final int threads;
  private final List<List<DomainEventMessage<?>>> waiting = new ArrayList<>();

  private StockAppend(
      String name, StockLog log, int ofATransaction, int transactions, int threads) {
    this.name = name;
    this.log = log;
    this.ofATransaction = ofATransaction;
    this.transactions = transactions;
    this.threads = threads;
  }

  static StockAppend batches(StockLog log, int transactions) {
    return new StockAppend(BATCHES, log, 1_000, transactions, 1);
  }

  static StockAppend singles(StockLog log, int transactions) {
    return new StockAppend(SINGLES, log, 1, transactions, 16);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() {
    waiting.clear();
    String stream = "";
    int sequence = OF_A_STREAM;
    for (int each = 0; each < transactions; each++) {
      List<DomainEventMessage<?>> events = new ArrayList<>(ofATransaction);
      for (int event = 0; event < ofATransaction; event++) {
        if (sequence == OF_A_STREAM) {
          stream = "order/" + UUID.randomUUID();
          sequence = 0;
        }
        var payload = new StockLog.Started(stream, "charge", 1, "checkout", "2.4.0", "checkout-1");
        events.add(new GenericDomainEventMessage<>("Order", stream, sequence++, payload));
      }
      waiting.add(events);
    }
  }

  @Override
  public long run() {
    var next = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CompletableFuture.allOf(
              Stream.generate(() -> CompletableFuture.runAsync(() -> append(next), pool))
                  .limit(threads)
                  .toArray(CompletableFuture[]::new))
          .join();
    }
    return (long) transactions * ofATransaction;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  private void append(AtomicInteger next) {
    int at = next.getAndIncrement();
    while (at < transactions) {
      List<DomainEventMessage<?>> events = waiting.get(at);
      log.transactions().executeInTransaction(() -> log.engine().appendEvents(events));
      at = next.getAndIncrement();
    }
  }
}
