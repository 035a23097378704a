package dev.changeover.ingest.kafka;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work beside the thread that polls, which must not wait. What comes of it is done by that thread,
 * between two polls; all methods but {@link #post} are called by it alone.
 */
final class SideWork {
  private final BlockingQueue<Runnable> results = new LinkedBlockingQueue<>();
  private final Runnable wakeUp;
  private int underWay;

  /**
   * Begins with nothing under way.
   *
   * @param wakeUp ends a poll early
   */
  SideWork(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  /**
   * Works on a thread of its own.
   *
   * @param work gives what the polling thread does afterwards
   * @param failed what it does where the work throws
   */
  void begin(String name, Supplier<Runnable> work, Runnable failed) {
    underWay++;
    Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              Runnable result = failed;
              try {
                result = work.get();
              } finally {
                post(ended(result));
              }
            });
  }

  private Runnable ended(Runnable result) {
    return () -> {
      underWay--;
      result.run();
    };
  }

  /** Has something done by the thread that polls; from any thread. */
  void post(Runnable result) {
    results.add(result);
    wakeUp.run();
  }

  /** Does what has come so far. */
  void doResults() {
    for (Runnable result = results.poll(); result != null; result = results.poll()) {
      result.run();
    }
  }

  /** Does what comes until nothing is under way, for so long at most. */
  void awaitEnd(Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    try {
      while (underWay > 0) {
        Runnable result = results.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (result == null) {
          break;
        }
        result.run();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
