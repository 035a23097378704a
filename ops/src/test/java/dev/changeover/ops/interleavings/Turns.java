package dev.changeover.ops.interleavings;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Between the driver and one writer, whichever of its threads is at work: the writer stops where
 * another could come between, and goes on when the driver says so.
 */
final class Turns {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore mayGoOn = new Semaphore(0);
  private final Semaphore stopped = new Semaphore(0);
  private volatile boolean ended;

  /** Of the writer: stops here until it is its turn. */
  void pause() {
    stopped.release();
    if (!acquired(mayGoOn, PATIENCE)) {
      throw new IllegalStateException("the driver has left a writer standing");
    }
  }

  /** Of the writer: there is nothing more to do. */
  void end() {
    ended = true;
    stopped.release();
  }

  /** Of the driver. */
  void goOn() {
    mayGoOn.release();
  }

  /** Of the driver: whether the writer has stopped again within a time. */
  boolean awaitStop(Duration atMost) {
    return acquired(stopped, atMost);
  }

  /** Of the driver: waits until the writer has stopped again. */
  void awaitStop() {
    if (!awaitStop(PATIENCE)) {
      throw new AssertionError("a writer has neither stopped nor ended");
    }
  }

  /** Of the driver: a writer is about to begin. */
  void begin() {
    ended = false;
  }

  /** Of the driver, while the writer stands still. */
  boolean ended() {
    return ended;
  }

  private static boolean acquired(Semaphore semaphore, Duration atMost) {
    try {
      return semaphore.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two steps", stopped);
    }
  }
}
