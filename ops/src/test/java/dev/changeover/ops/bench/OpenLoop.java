package dev.changeover.ops.bench;

import dev.changeover.ops.bench.Side.Accepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends at a fixed rate whatever the answers do, so that a slow answer does not spare the system
 * the events that would have come meanwhile. Times count from when an event was due, not from when
 * it got its turn.
 */
final class OpenLoop {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int DIGITS = 3;

  private final int perSecond;
  private long next;

  OpenLoop(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * What one round showed, in nanoseconds.
   *
   * @param acceptedToSeen from the sender's knowing of the commit; 0 where it was seen before
   */
  record Round(Histogram dueToSeen, Histogram acceptedToSeen) {}

  private record Sent(long due, CompletableFuture<Accepted> accepted) {}

  Round run(Side side, Duration length) {
    List<Sent> sent = send(side, length);
    var round = new Round(new Histogram(DIGITS), new Histogram(DIGITS));
    for (Sent each : sent) {
      Accepted accepted = each.accepted().join();
      long seen = side.visibleAt(accepted, PATIENCE);
      round.dueToSeen().recordValue(Math.max(0, seen - each.due()));
      round.acceptedToSeen().recordValue(Math.max(0, seen - accepted.at()));
    }
    return round;
  }

  private List<Sent> send(Side side, Duration length) {
    long count = length.toSeconds() * perSecond;
    long begin = System.nanoTime();
    List<Sent> sent = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long due = begin + i * Duration.ofSeconds(1).toNanos() / perSecond;
      waitUntil(due);
      sent.add(new Sent(due, side.send(next++)));
    }
    return sent;
  }

  private static void waitUntil(long moment) {
    long left = moment - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = moment - System.nanoTime();
    }
  }
}
