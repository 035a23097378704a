package dev.changeover.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of the appender. Kept from batch to batch with its prepared statements; given
 * up after any fault, since its state is then not known. For one thread.
 */
final class AppenderConnection implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(AppenderConnection.class);

  /** A frozen server must not hold senders for longer. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final DataSource database;
  private @Nullable Connection connection;

  /** Work inside a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection open) throws SQLException;
  }

  AppenderConnection(DataSource database) {
    this.database = database;
  }

  /**
   * Does the work and commits it.
   *
   * @throws SQLException where it is not known to be committed
   */
  <T> T inTransaction(Work<T> work) throws SQLException {
    boolean committed = false;
    try {
      Connection open = open();
      T result = work.in(open);
      open.commit();
      committed = true;
      return result;
    } finally {
      if (!committed) {
        close();
      }
    }
  }

  private Connection open() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.getConnection();
      connection = open;
      open.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST_SILENCE.toMillis()));
      open.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      open.setAutoCommit(false);
    }
    return open;
  }

  @Override
  public void close() {
    Connection last = connection;
    connection = null;
    if (last == null) {
      return;
    }
    try (last) {
      if (!last.isClosed()) {
        last.rollback();
        last.setNetworkTimeout(Runnable::run, 0);
      }
    } catch (SQLException gone) {
      LOGGER.debug("the connection of the appender was gone before it was closed", gone);
    }
  }
}
