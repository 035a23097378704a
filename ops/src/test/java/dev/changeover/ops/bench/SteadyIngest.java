package dev.changeover.ops.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends completed orders at a fixed rate, in one request every twentieth of a second. */
final class SteadyIngest implements AutoCloseable {
  private static final int REQUESTS_PER_SECOND = 20;
  private static final int EVENTS_PER_ORDER = 4;

  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicInteger next;
  private final Thread sender;

  private SteadyIngest(BenchFleet fleet, int perSecond, int from) {
    this.next = new AtomicInteger(from);
    int orders = Math.max(1, perSecond / REQUESTS_PER_SECOND / EVENTS_PER_ORDER);
    this.sender = Thread.ofPlatform().name("bench-ingest").start(() -> send(fleet, orders));
  }

  static SteadyIngest start(BenchFleet fleet, int perSecond, int from) {
    return new SteadyIngest(fleet, perSecond, from);
  }

  /** Where whoever goes on begins. */
  int next() {
    return next.get();
  }

  private void send(BenchFleet fleet, int orders) {
    long pause = Duration.ofSeconds(1).toNanos() / REQUESTS_PER_SECOND;
    long due = System.nanoTime();
    while (going.get()) {
      int from = next.getAndAdd(orders);
      fleet.complete(from, from + orders);
      due += pause;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  @Override
  public void close() {
    going.set(false);
    try {
      sender.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while ending the load", stopped);
    }
  }
}
