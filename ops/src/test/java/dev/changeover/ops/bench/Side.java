package dev.changeover.ops.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One of the systems that are measured. */
interface Side extends AutoCloseable {
  String name();

  /** Gets ready to take events; nothing of it runs between rounds. */
  void begin();

  /**
   * Sends one event.
   *
   * @param number of the event, from 0, never used twice
   * @return completed when the event is accepted, which is after its commit
   */
  CompletableFuture<Accepted> send(long number);

  /**
   * When an event could first be seen by a reader.
   *
   * @param patience how long to wait for it
   * @return {@link System#nanoTime()}
   * @throws NeverSeen where it could not be seen in time
   */
  long visibleAt(Accepted accepted, Duration patience);

  /** Rests until the next round. */
  void end();

  @Override
  void close();

  /**
   * An event is in the log.
   *
   * @param key by which the side finds it again
   * @param at {@link System#nanoTime()} when the sender knew
   */
  record Accepted(long key, long at) {}

  /** An event was accepted and not seen. */
  final class NeverSeen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NeverSeen(String side, Accepted accepted, Duration patience) {
      super(side + ": event " + accepted.key() + " was accepted and not seen within " + patience);
    }
  }
}
