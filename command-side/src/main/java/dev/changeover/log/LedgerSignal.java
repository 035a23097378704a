package dev.changeover.log;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the readers of this node that the log may have grown. Raised by the appender after each
 * commit and by {@link LedgerListener} for the commits of other nodes. Costs nothing to raise once
 * too often; must never be raised too seldom.
 */
public final class LedgerSignal {
  private final AtomicLong raised = new AtomicLong();
  private final AtomicLong known = new AtomicLong(-1);
  private final Set<Watch> watches = new CopyOnWriteArraySet<>();

  /** A reader's wish to be woken; ended by closing it. */
  public final class Watch implements AutoCloseable {
    private final Runnable wake;

    private Watch(Runnable wake) {
      this.wake = wake;
    }

    @Override
    public void close() {
      watches.remove(this);
    }
  }

  /**
   * Wakes all readers, unless they were woken for this commit or a later one. Called after a
   * commit, never before.
   *
   * @param nextPosition of the log after the commit
   */
  public void raise(long nextPosition) {
    if (known.getAndAccumulate(nextPosition, Math::max) < nextPosition) {
      raise();
    }
  }

  /** Wakes all readers, who may find nothing. */
  public void raise() {
    raised.incrementAndGet();
    watches.forEach(watch -> watch.wake.run());
  }

  /**
   * How often it was raised. A reader that notes this number before it reads, and found nothing,
   * need not read again until the number has changed.
   */
  public long count() {
    return raised.get();
  }

  /**
   * Has {@code wake} run at each signal.
   *
   * @param wake short and never blocking; run by the thread that raises
   */
  public Watch watch(Runnable wake) {
    Watch watch = new Watch(wake);
    watches.add(watch);
    return watch;
  }
}
