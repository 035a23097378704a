package dev.changeover.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the signal of this node when any node has committed to the log: listens to PostgreSQL's
 * NOTIFY, connects again when the connection is lost, and raises the signal once in a while anyway
 * while nothing is heard, since silence does not prove that the connection is alive.
 */
public final class LedgerListener implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LedgerListener.class);

  /** The safety net, not the way readers are woken. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

  private final DataSource database;
  private final LedgerSignal signal;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Connection connection;

  /**
   * Starts to listen.
   *
   * @param database one connection of it is held as long as this listener lives
   */
  public LedgerListener(DataSource database, LedgerSignal signal) {
    this.database = database;
    this.signal = signal;
    this.thread = Thread.ofPlatform().name("ledger-listener").daemon().start(this::run);
  }

  /**
   * Waits until it is connected for the first time.
   *
   * @return false where that took longer than {@code atMost}
   */
  public boolean awaitListening(Duration atMost) throws InterruptedException {
    return listening.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing.countDown();
    Connection listening = connection;
    try {
      if (listening != null) {
        // The only way to end a wait for notices; it also keeps the pool from lending this one.
        listening.unwrap(PgConnection.class).abort(Runnable::run);
      }
      thread.join(LONGEST_SILENCE.plusSeconds(1));
    } catch (SQLException gone) {
      LOGGER.debug("the connection of the listener was gone before it was closed", gone);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed()) {
      try (Connection open = database.getConnection()) {
        connection = open;
        listen(open);
      } catch (SQLException lost) {
        if (closed()) {
          return;
        }
        LOGGER.warn(
            "commits of other nodes are noticed late until the log can be listened to", lost);
        signal.raise();
        pause();
      }
    }
  }

  private void listen(Connection open) throws SQLException {
    open.setAutoCommit(true);
    execute(open, "listen " + LedgerWriter.CHANNEL);
    signal.raise(); // for what was committed before it listened
    listening.countDown();
    PGConnection postgres = open.unwrap(PGConnection.class);
    while (!closed()) {
      PGNotification[] heard =
          postgres.getNotifications(Math.toIntExact(LONGEST_SILENCE.toMillis()));
      if (closed()) {
        return;
      }
      if (heard == null || heard.length == 0) {
        execute(open, "select 1"); // fails where the connection is dead
        signal.raise();
      } else {
        for (PGNotification notice : heard) {
          signal.raise(Long.parseLong(notice.getParameter()));
        }
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void pause() {
    try {
      boolean _ = closing.await(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException wakened) {
      Thread.currentThread().interrupt(); // nobody does; were it done, the next wait would end too
    }
  }
}
