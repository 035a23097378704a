package dev.changeover.ops.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * PostgreSQL that Changeover brings along, on files that stay: durable, open to this machine only,
 * stopped in order by {@link #close()}, which must come after the last user of the database.
 *
 * <p>It owns the data directory while it runs. The directory holds {@code changeover.lock}, the
 * unpacked programs, {@code cluster} (the data), {@code postgresql.password} and {@code
 * postgresql.log}. First start: seconds, for unpacking and {@code initdb}; later starts: about one.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String DATABASE = "changeover";

  private final DirectoryLock lock;
  private final Cluster cluster;
  private final Postmaster postmaster;
  private final CompletableFuture<?> exit;
  private boolean closed;

  private EmbeddedPostgres(DirectoryLock lock, Cluster cluster, Postmaster postmaster) {
    this.lock = lock;
    this.cluster = cluster;
    this.postmaster = postmaster;
    this.exit = postmaster.onExit();
  }

  /**
   * Starts the server on the data of the last run, or makes an empty database. A server that a
   * killed owner left running is stopped first.
   *
   * @param dataDirectory created if absent; else empty, or made by an earlier start
   * @param progress takes one line for each step that takes a while
   * @throws DirectoryRefused where another process holds the directory, or it holds other things
   * @throws PostgresFailed where the server cannot be started, or does not keep what it commits
   */
  public static EmbeddedPostgres start(Path dataDirectory, Consumer<String> progress) {
    var lock = DirectoryLock.acquire(dataDirectory);
    try {
      return start(lock, progress);
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private static EmbeddedPostgres start(DirectoryLock lock, Consumer<String> progress) {
    var cluster = new Cluster(lock.directory());
    var account = Account.forCluster(cluster.directory());
    var programs = new ServerPrograms(ServerBinaries.unpack(lock.directory(), progress), account);
    programs.check();
    new LeftoverServer(cluster, programs).clear(progress);
    cluster.prepare(programs, progress);
    var postmaster = Postmaster.start(cluster, programs);
    var server = new EmbeddedPostgres(lock, cluster, postmaster);
    try {
      server.createDatabase();
      server.assertDurable();
      return server;
    } catch (RuntimeException failed) {
      postmaster.stop();
      throw failed;
    }
  }

  /** Example: {@code jdbc:postgresql://127.0.0.1:43127/changeover}; another port at each start. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** A superuser. */
  public String username() {
    return Cluster.USERNAME;
  }

  /** Made at the first start; 43 characters of base64url. */
  public String password() {
    return cluster.password();
  }

  /** What the server itself says. */
  public Path logFile() {
    return cluster.log();
  }

  /** Completes when the server has ended, in order or not; a crashed server stays down. */
  public CompletableFuture<?> onExit() {
    return exit;
  }

  /** Stops the server and lets go of the directory; does nothing the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      postmaster.stop();
    }
  }

  private void createDatabase() {
    try (var connection = connect("postgres");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 1 from pg_database where datname = '%s'".formatted(DATABASE))) {
      if (!rows.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (SQLException failed) {
      throw new PostgresFailed(
          "cannot open the embedded PostgreSQL; its log is " + logFile(), failed);
    }
  }

  private void assertDurable() {
    try (var connection = connect(DATABASE)) {
      var warnings = ServerRequirements.check(connection);
      if (!warnings.isEmpty()) {
        throw new PostgresFailed(String.join("; ", warnings));
      }
    } catch (SQLException failed) {
      throw new PostgresFailed("cannot open the embedded PostgreSQL; see " + logFile(), failed);
    } catch (PostgresFailed failed) {
      throw new PostgresFailed(
          "%s; what alter system has set is in %s"
              .formatted(failed.getMessage(), cluster.directory().resolve("postgresql.auto.conf")),
          failed);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), username(), password());
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postmaster.port(), database);
  }
}
