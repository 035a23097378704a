package dev.changeover.ops.interleavings;

import dev.changeover.ops.interleavings.Interleaving.Ending;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The connections of one writer: each stops before it commits, and then ends as was drawn. */
final class GatedDatabase extends DelegatingDataSource {
  private final JdbcClient sql;
  private final Turns turns;
  private volatile Ending ending = Ending.COMMIT;
  private volatile boolean committing;

  GatedDatabase(DataSource database, Turns turns) {
    super(database);
    this.sql = JdbcClient.create(database);
    this.turns = turns;
  }

  /** What becomes of the transactions from now on. */
  void endWith(Ending drawn) {
    ending = drawn;
  }

  /** Whether something is written and about to be committed. */
  boolean isCommitting() {
    return committing;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection open = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit")) {
                committing = true;
                try {
                  turns.pause();
                  end(open);
                } finally {
                  committing = false;
                }
                return null;
              }
              try {
                return method.invoke(open, arguments);
              } catch (InvocationTargetException refused) {
                throw refused.getCause();
              }
            });
  }

  private void end(Connection open) throws SQLException {
    switch (ending) {
      case COMMIT -> open.commit();
      case ROLL_BACK -> {
        open.rollback();
        throw new SQLTransactionRollbackException("rolled back, as was drawn", "40001");
      }
      case CUT -> {
        cut(open);
        open.commit();
      }
      case END_SESSION -> {
        int session = session(open);
        sql.sql("select pg_terminate_backend(?)").param(session).query(Boolean.class).single();
        awaitEnd(session);
        open.commit();
      }
      case LOSE_ANSWER -> {
        open.commit();
        cut(open);
        open.commit();
      }
    }
  }

  private void cut(Connection open) throws SQLException {
    int session = session(open);
    open.unwrap(PgConnection.class).abort(Runnable::run);
    awaitEnd(session);
  }

  private static int session(Connection open) throws SQLException {
    return open.unwrap(PgConnection.class).getBackendPID();
  }

  /** Its locks are held until then. */
  private void awaitEnd(int session) {
    while (sql.sql("select exists (select from pg_stat_activity where pid = ?)")
        .param(session)
        .query(Boolean.class)
        .single()) {
      Thread.onSpinWait();
    }
  }
}
