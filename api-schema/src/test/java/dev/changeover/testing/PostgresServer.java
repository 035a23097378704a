package dev.changeover.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one PostgreSQL of this JVM that tests create their databases on. Started at first use,
 * stopped when the JVM ends (both launchers register a shutdown hook of their own). Durability is
 * off: a test never outlives its server.
 *
 * @param host where it listens
 * @param port TCP port
 * @param username a superuser
 * @param password of that superuser; the embedded one accepts any
 */
record PostgresServer(String host, int port, String username, String password) {
  private static final String IMAGE = "postgres:18.6";
  private static final String CONNECTIONS = "300";

  /** The running server; started by the first caller. */
  static PostgresServer shared() {
    return Shared.SERVER;
  }

  PGSimpleDataSource database(String name) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(name);
    source.setUser(username);
    source.setPassword(password);
    return source;
  }

  void execute(String sql) {
    try (var connection = database("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException refused) {
      throw new IllegalStateException("the test PostgreSQL refused: " + sql, refused);
    }
  }

  private static PostgresServer start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return embedded("no Docker engine answers");
    }
    try {
      return container();
    } catch (ContainerLaunchException noContainer) {
      return embedded("the Docker engine cannot run " + IMAGE + ": " + noContainer.getMessage());
    }
  }

  @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
  private static PostgresServer container() {
    var container =
        new PostgreSQLContainer(IMAGE)
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + CONNECTIONS);
    container.start();
    announce("container " + IMAGE);
    return new PostgresServer(
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        container.getUsername(),
        container.getPassword());
  }

  @SuppressWarnings("resource") // lives as long as the JVM; closed by its own shutdown hook
  private static PostgresServer embedded(String why) {
    try {
      var postgres =
          EmbeddedPostgres.builder().setServerConfig("max_connections", CONNECTIONS).start();
      var server = new PostgresServer("localhost", postgres.getPort(), "postgres", "postgres");
      announce("embedded " + server.version() + " (" + why + ")");
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start the embedded PostgreSQL for tests", failed);
    }
  }

  private String version() {
    try (var connection = database("postgres").getConnection()) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException refused) {
      throw new IllegalStateException("the test PostgreSQL does not answer", refused);
    }
  }

  @SuppressWarnings("SystemOut") // a line for the person who runs the tests
  private static void announce(String which) {
    System.out.println("PostgreSQL for tests: " + which);
  }

  private static final class Shared {
    static final PostgresServer SERVER = start();
  }
}
