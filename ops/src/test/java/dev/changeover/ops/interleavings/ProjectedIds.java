package dev.changeover.ops.interleavings;

import dev.changeover.event.Recorded;
import dev.changeover.projection.Projector;
import dev.changeover.projection.Tables;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A projection whose rows are the ids it was given, by position. */
final class ProjectedIds implements Projector {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final NavigableMap<Long, String> ids = new TreeMap<>();

  @Override
  public String name() {
    return "interleavings";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void project(List<Recorded<?>> batch) {
    lock.lock();
    try {
      batch.forEach(fact -> ids.put(fact.position(), fact.id().id()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<String> tables() {
    return List.of();
  }

  @Override
  public Projector into(Tables elsewhere) {
    return new ProjectedIds();
  }

  @Override
  public void reset() {
    lock.lock();
    try {
      ids.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String digest() {
    return "";
  }

  /** Ids in the order of the log, when this position has come. */
  List<String> upTo(long position) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (!ids.containsKey(position)) {
        if (left <= 0) {
          throw new AssertionError("position %d is not projected".formatted(position));
        }
        left = changed.awaitNanos(left);
      }
      return List.copyOf(ids.values());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the projection works", stopped);
    } finally {
      lock.unlock();
    }
  }
}
