package dev.changeover.projection.processor;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that reads the log for a processor. When the 1,024 places of its work package are
 * taken, Axon's coordinator looks again after 100 ms, and no call-back shortens that: 10,000 events
 * per second at most, and 100 ms of delay under load. Here it looks again after 1 ms.
 */
final class CoordinatorThread extends ScheduledThreadPoolExecutor {
  private static final long PAUSE_WHEN_FULL_MILLIS = 100;
  private static final long SHORTER_PAUSE_MILLIS = 1;

  CoordinatorThread(String name) {
    super(1, Thread.ofPlatform().name("read-for-" + name).daemon().factory());
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return unit.toMillis(delay) == PAUSE_WHEN_FULL_MILLIS
        ? super.schedule(task, SHORTER_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
        : super.schedule(task, delay, unit);
  }
}
