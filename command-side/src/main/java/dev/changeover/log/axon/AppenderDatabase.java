package dev.changeover.log.axon;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where the appender of the log has its connection from. Not the pool of everybody else: commands
 * hold connections of that while they wait for the appender, which could then get none.
 */
record AppenderDatabase(DataSource database) implements AutoCloseable {

  /** The same database, with a connection of its own. */
  static AppenderDatabase beside(DataSource pool) {
    try {
      return new AppenderDatabase(
          pool.isWrapperFor(HikariDataSource.class)
              ? one(pool.unwrap(HikariDataSource.class))
              : pool);
    } catch (SQLException unknown) {
      throw new IllegalStateException("it cannot be told what pool " + pool + " is", unknown);
    }
  }

  private static DataSource one(HikariDataSource pool) {
    var own = new HikariConfig();
    pool.copyStateTo(own);
    own.setPoolName("ledger-appender");
    own.setMaximumPoolSize(1);
    own.setMinimumIdle(0);
    return new HikariDataSource(own);
  }

  @Override
  public void close() {
    if (database instanceof HikariDataSource own && "ledger-appender".equals(own.getPoolName())) {
      own.close();
    }
  }
}
