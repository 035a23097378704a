package dev.changeover.ops.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Looks, about every half millisecond and over a connection of its own, up to which position every
 * read model that verdicts are made of has been committed.
 */
final class ReadModelWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = 500_000;

  private final ConcurrentSkipListMap<Long, Long> firstSeen = new ConcurrentSkipListMap<>();
  private final AtomicBoolean watching = new AtomicBoolean();
  private final DataSource database;

  ReadModelWatch(DataSource database) {
    this.database = database;
  }

  void begin() {
    watching.set(true);
    Thread _ = Thread.ofPlatform().daemon().name("bench-watch").start(this::watch);
  }

  /** When this position was first seen in all read models. */
  OptionalLong seenAt(long position, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Map.Entry<Long, Long> seen = firstSeen.ceilingEntry(position);
    while (seen == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
      seen = firstSeen.ceilingEntry(position);
    }
    return seen == null ? OptionalLong.empty() : OptionalLong.of(seen.getValue());
  }

  void end() {
    watching.set(false);
  }

  @Override
  public void close() {
    end();
  }

  private void watch() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select coalesce(min(position), -1) from view.progress")) {
      while (watching.get()) {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          firstSeen.putIfAbsent(row.getLong(1), System.nanoTime());
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException fault) {
      throw new IllegalStateException("the read models cannot be watched", fault);
    }
  }
}
