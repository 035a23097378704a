package dev.changeover.projection.processor;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the dead letters of a read model tried again by themselves: what made a fact a letter may
 * have been mended, or may have passed. After a second at first, then twice as late each time, up
 * to ten minutes; as soon as there is another letter, or one fewer, after a second again.
 */
final class RetryClock implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(RetryClock.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final LetterBox letters;
  private final ScheduledExecutorService clock;
  private Duration pause = SHORTEST;
  private Duration waited = Duration.ZERO;
  private long left;

  RetryClock(String name, LetterBox letters) {
    this.letters = letters;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retry-letters-of-" + name).daemon().factory());
  }

  /** Looks once a second whether there are letters and whether their time has come. */
  void start() {
    var _ =
        clock.scheduleWithFixedDelay(
            this::look, SHORTEST.toMillis(), SHORTEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      long now = letters.size();
      if (now == 0) {
        begin(0);
      } else if (now != left) {
        retry(SHORTEST);
      } else {
        waited = waited.plus(SHORTEST);
        if (waited.compareTo(pause) >= 0) {
          Duration twice = pause.multipliedBy(2);
          retry(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
        }
      }
    } catch (RuntimeException away) {
      // The database is away or the server stops: the letters stay, and the next look finds them.
      LOGGER.debug("dead letters could not be tried again", away);
    }
  }

  private void retry(Duration next) {
    letters.retry();
    begin(letters.size());
    pause = next;
  }

  private void begin(long size) {
    left = size;
    waited = Duration.ZERO;
    pause = SHORTEST;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
