package dev.changeover.graphql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the connections that are taken and the statements that are prepared. */
public final class CountingDataSource extends DelegatingDataSource {
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  CountingDataSource(DataSource source) {
    super(source);
  }

  /** The statements since the last call, in order. */
  public List<String> takeStatements() {
    var taken = List.copyOf(statements);
    statements.clear();
    return taken;
  }

  /** How many connections were taken since the last call. */
  public int takeConnections() {
    return connections.getAndSet(0);
  }

  @Override
  public Connection getConnection() throws SQLException {
    connections.incrementAndGet();
    return counted(super.getConnection());
  }

  private Connection counted(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().startsWith("prepare") && arguments[0] instanceof String sql) {
                statements.add(sql);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
