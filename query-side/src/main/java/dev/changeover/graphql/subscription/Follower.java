package dev.changeover.graphql.subscription;

import dev.changeover.ledger.LogWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import reactor.core.publisher.FluxSink;

/**
 * One subscription: a thread that waits until it is woken and its client wants more, then reads
 * what is new and hands it over.
 */
final class Follower<T> implements Runnable {

  /** Reads what is new since it was read before. */
  interface Reading<T> {
    /** What is new, and whether there may be more already. */
    News<T> read();
  }

  /** Some news. */
  record News<T>(List<T> items, boolean more) {}

  /** A burst of commits is answered once in this time. */
  private static final Duration BETWEEN_READS = Duration.ofMillis(100);

  private final Reading<T> reading;
  private final Consumer<Runnable> oneRead;
  private final LogWatch commits;
  private final FluxSink<T> sink;
  private final long endsAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean woken = true;
  private boolean closed;

  /**
   * @param oneRead runs what reads, when it is its turn
   * @param longest how long it lives
   */
  Follower(
      Reading<T> reading,
      Consumer<Runnable> oneRead,
      LogWatch commits,
      FluxSink<T> sink,
      Duration longest) {
    this.oneRead = oneRead;
    this.reading = reading;
    this.commits = commits;
    this.sink = sink;
    this.endsAt = System.nanoTime() + longest.toNanos();
    sink.onRequest(_ -> signal(false));
    sink.onDispose(this::close);
  }

  @Override
  public void run() {
    try (var _ = commits.watch(() -> signal(true))) {
      long readAt = System.nanoTime() - BETWEEN_READS.toNanos();
      while (awaitWork(readAt + BETWEEN_READS.toNanos())) {
        readAt = System.nanoTime();
        oneRead.accept(this::tell);
      }
      sink.complete();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      sink.complete();
    } catch (RuntimeException failed) {
      sink.error(failed);
    }
  }

  /** Reads what is new; what its fields want more is read while it is handed over. */
  private void tell() {
    News<T> news = reading.read();
    news.items().forEach(sink::next);
    if (news.more()) {
      signal(true);
    }
  }

  /** Ends it; the client may subscribe again from where it was. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void signal(boolean wake) {
    lock.lock();
    try {
      woken |= wake;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something to do, not before a moment; false: it is over. */
  private boolean awaitWork(long notBefore) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !sink.isCancelled() && System.nanoTime() - endsAt < 0) {
        boolean wanted = woken && sink.requestedFromDownstream() > 0;
        long now = System.nanoTime();
        if (wanted && now - notBefore >= 0) {
          woken = false;
          return true;
        }
        long wait = wanted ? notBefore - now : endsAt - now;
        boolean _ = changed.await(wait, TimeUnit.NANOSECONDS);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }
}
