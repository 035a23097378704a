package dev.changeover.log;

import dev.changeover.log.RecentFacts.Page;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log page by page. Asks the database only when there is a reason: a full page was read
 * before, or the signal was raised since the last look. Safe for several threads, as Axon's
 * coordinator needs it; being woken never waits for a reader.
 */
final class LedgerStream implements BlockingStream<TrackedEventMessage<?>> {
  private static final int PAGE = 1_000;

  private final RecentFacts facts;
  private final LedgerSignal signal;
  private final LedgerSignal.Watch watch;
  private final Queue<TrackedEventMessage<?>> page = new ArrayDeque<>();
  private final Semaphore woken = new Semaphore(0);
  private long last;
  private long signalsSeen = -1;
  private boolean moreExpected = true;
  private volatile boolean closed;
  private volatile Runnable onAvailable = () -> {};

  LedgerStream(RecentFacts facts, LedgerSignal signal, long after) {
    this.facts = facts;
    this.signal = signal;
    this.last = after;
    this.watch = signal.watch(this::wake);
  }

  @Override
  public synchronized Optional<TrackedEventMessage<?>> peek() {
    return fill() ? Optional.of(page.element()) : Optional.empty();
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    boolean available = fill();
    long left = deadline - System.nanoTime();
    while (!available && !closed && left > 0) {
      if (woken.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        woken.drainPermits();
      }
      available = fill();
      left = deadline - System.nanoTime();
    }
    return available;
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (!closed) {
      TrackedEventMessage<?> next = poll();
      if (next != null) {
        return next;
      }
      woken.acquire();
      woken.drainPermits();
    }
    throw new IllegalStateException("this stream of the log is closed");
  }

  /** The callback runs at each signal, and at once. */
  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    onAvailable = callback;
    callback.run();
    return true;
  }

  @Override
  public void close() {
    watch.close();
    closed = true;
    woken.release();
  }

  private void wake() {
    woken.release();
    onAvailable.run();
  }

  private synchronized @Nullable TrackedEventMessage<?> poll() {
    return fill() ? page.remove() : null;
  }

  private synchronized boolean fill() {
    if (page.isEmpty() && !closed && (moreExpected || signal.count() != signalsSeen)) {
      Page next = facts.after(last, PAGE);
      signalsSeen = next.signal();
      moreExpected = next.moreExpected();
      for (LedgerMessage fact : next.facts()) {
        page.add(fact);
        last = fact.position();
      }
    }
    return !page.isEmpty();
  }
}
