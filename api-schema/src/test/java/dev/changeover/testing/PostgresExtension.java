package dev.changeover.testing;

import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A fresh, empty PostgreSQL database for one test class, on a server that all tests of the JVM
 * share: a container where a Docker engine answers, the embedded binaries where none does. Text
 * sorts by code point (builtin {@code C.UTF-8}), as in the product's own database.
 *
 * <pre>{@code
 * @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
 * }</pre>
 *
 * <p>The database is created at first use and dropped after the class. Outside Jupiter (jqwik) the
 * same field works without the annotation, and {@link #freshDatabase()} gives one more database
 * wherever one is needed; those stay until the JVM ends.
 */
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {
  private static final AtomicInteger CREATED = new AtomicInteger();

  private @Nullable PGSimpleDataSource database;

  /** A new empty database; every connection of the source is a new one, not pooled. */
  public static DataSource freshDatabase() {
    return create();
  }

  /** The database of this test class; every connection is a new one, not pooled. */
  public DataSource dataSource() {
    return database();
  }

  /** Example: {@code jdbc:postgresql://localhost:39521/test_1}; holds no user and no password. */
  public String jdbcUrl() {
    var source = database();
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            source.getServerNames()[0], source.getPortNumbers()[0], source.getDatabaseName());
  }

  /** A superuser. */
  public String username() {
    return PostgresServer.shared().username();
  }

  /** Never empty. */
  public String password() {
    return PostgresServer.shared().password();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    database();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    if (database != null) {
      PostgresServer.shared()
          .execute("drop database %s with (force)".formatted(database.getDatabaseName()));
      database = null;
    }
  }

  private synchronized PGSimpleDataSource database() {
    if (database == null) {
      database = create();
    }
    return database;
  }

  private static PGSimpleDataSource create() {
    var name = "test_" + CREATED.incrementAndGet();
    var server = PostgresServer.shared();
    server.execute(
        """
        create database %s template template0 encoding 'UTF8' locale 'C'
        locale_provider builtin builtin_locale 'C.UTF-8'\
        """
            .formatted(name));
    return server.database(name);
  }
}
