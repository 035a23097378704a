package dev.changeover.projection.processor;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that reads the log for a processor. When the 1,024 places of its work package are
 * taken, Axon's coordinator looks again after 100 ms, and no call-back shortens that: 10,000 events
 * per second at most, and 100 ms of delay under load. Here it looks again after 1 ms. And while the
 * log cannot be read it waits twice as long each time, up to a minute; here 2 s at most.
 */
final class CoordinatorThread extends ScheduledThreadPoolExecutor {
  private static final long PAUSE_WHEN_FULL_MILLIS = 100;
  private static final long SHORTER_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  CoordinatorThread(String name) {
    super(1, Thread.ofPlatform().name("read-for-" + name).daemon().factory());
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    long millis = unit.toMillis(delay);
    return super.schedule(
        task,
        millis == PAUSE_WHEN_FULL_MILLIS
            ? SHORTER_PAUSE_MILLIS
            : Math.min(millis, LONGEST_PAUSE_MILLIS),
        TimeUnit.MILLISECONDS);
  }
}
