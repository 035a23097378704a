package dev.changeover.ops.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.changeover.ops.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The PostgreSQL of the product, durable, with a database for each of those that are measured. */
final class BenchPostgres implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Path directory;
  private final List<HikariDataSource> pools = new ArrayList<>();

  private BenchPostgres(EmbeddedPostgres postgres, Path directory) {
    this.postgres = postgres;
    this.directory = directory;
  }

  /** A server on an empty directory. */
  static BenchPostgres start(Path directory, Consumer<String> progress) {
    return new BenchPostgres(EmbeddedPostgres.start(directory, progress), directory);
  }

  /**
   * A database.
   *
   * @param pool at most 32 connections
   * @param address {@code postgresql://user:password@host:port/name}
   */
  record Database(DataSource pool, String address) {
    JdbcTemplate jdbc() {
      return new JdbcTemplate(pool);
    }
  }

  /** A new, empty database. */
  Database create(String name) {
    try (HikariDataSource first = pool(postgres.jdbcUrl(), 1)) {
      new JdbcTemplate(first).execute("create database " + name);
    }
    String url = postgres.jdbcUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    HikariDataSource pool = pool(url, 32);
    pools.add(pool);
    String address =
        url.replaceFirst("jdbc:postgresql://", "postgresql://%s:%s@")
            .formatted(postgres.username(), postgres.password());
    return new Database(pool, address);
  }

  /** CPU of all its processes until now, microseconds. */
  long cpuMicros() {
    return CpuTime.ofTree(pid());
  }

  /** Writes what is dirty, so that the next one does not pay for it. */
  void checkpoint(Database any) {
    any.jdbc().execute("checkpoint");
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
    postgres.close();
  }

  private long pid() {
    try {
      return Long.parseLong(
          Files.readAllLines(directory.resolve("cluster").resolve("postmaster.pid"))
              .getFirst()
              .strip());
    } catch (IOException away) {
      throw new UncheckedIOException("PostgreSQL writes its pid into its directory", away);
    }
  }

  private HikariDataSource pool(String url, int connections) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(postgres.username());
    pool.setPassword(postgres.password());
    pool.setMaximumPoolSize(connections);
    pool.setMinimumIdle(0);
    return pool;
  }
}
