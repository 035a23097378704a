package dev.changeover.projection.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Keeps the live read model where it is: a transaction on a connection of its own that has the row
 * of its progress, which every batch takes first. Whoever folds, on whichever node, waits until it
 * ends.
 */
final class Hold implements AutoCloseable {
  private final Connection connection;
  private final JdbcTemplate jdbc;
  private final long position;

  private Hold(Connection connection, JdbcTemplate jdbc, long position) {
    this.connection = connection;
    this.jdbc = jdbc;
    this.position = position;
  }

  /**
   * Waits for the batch that is being folded.
   *
   * @throws org.springframework.dao.DataAccessException where that takes more than a minute
   */
  static Hold of(DataSource database, String readModel) throws SQLException {
    Connection connection = database.getConnection();
    try {
      connection.setAutoCommit(false);
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.execute("set local lock_timeout = '60s'");
      List<Long> positions =
          jdbc.query(
              "select position from view.progress where name = ? for update",
              (row, _) -> row.getLong(1),
              readModel);
      return new Hold(connection, jdbc, positions.isEmpty() ? -1 : positions.getFirst());
    } catch (SQLException | RuntimeException failed) {
      giveBack(connection);
      throw failed;
    }
  }

  /** Where it stands; -1: nothing has been folded, or is folded any more. */
  long position() {
    return position;
  }

  /** In the transaction that holds. */
  JdbcTemplate jdbc() {
    return jdbc;
  }

  /** Keeps what was done in the transaction, and lets go. */
  void commit() throws SQLException {
    connection.commit();
  }

  /** Lets go; what was done and not committed is undone. */
  @Override
  public void close() throws SQLException {
    giveBack(connection);
  }

  private static void giveBack(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      try (connection) {
        connection.rollback();
      }
    }
  }
}
