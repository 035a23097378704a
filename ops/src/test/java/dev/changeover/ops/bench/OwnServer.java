package dev.changeover.ops.bench;

import dev.changeover.ops.Changeover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** Changeover in a JVM of its own, with the classes under test and the flags of its launcher. */
final class OwnServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String FOLDED =
      "select case count(*) when 3 then min(position) else -1 end from view.progress";

  private final RunningServer server;
  private final String token;
  private final JdbcTemplate database;
  private final Duration start;

  private OwnServer(RunningServer server, String token, JdbcTemplate database, Duration start) {
    this.server = server;
    this.token = token;
    this.database = database;
    this.start = start;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param data an empty directory, for its token and its log file
   * @param more options of {@code changeover up}
   */
  static OwnServer start(BenchPostgres.Database database, Path data, String... more)
      throws IOException {
    return start(database, data, List.of(), more);
  }

  /**
   * Likewise.
   *
   * @param memory more flags for its JVM
   */
  static OwnServer start(
      BenchPostgres.Database database, Path data, List<String> memory, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(memory);
    command.addAll(flags());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Changeover.class.getName(),
            "up",
            "--database",
            database.address()));
    command.addAll(List.of(more));
    long begin = System.nanoTime();
    RunningServer server = RunningServer.start(command, data);
    Duration start = Duration.ofNanos(System.nanoTime() - begin);
    String token = Files.readString(data.resolve("admin-token")).strip();
    return new OwnServer(server, token, database.jdbc(), start);
  }

  /** {@code -Dbench.flags}: more flags for the JVM, such as a recording. */
  private static List<String> flags() {
    String flags = System.getProperty("bench.flags", "");
    return flags.isBlank() ? List.of() : List.of(flags.split(" "));
  }

  String url() {
    return server.url();
  }

  int port() {
    return server.port();
  }

  String token() {
    return token;
  }

  long pid() {
    return server.process().pid();
  }

  /** From its start to its first answer. */
  Duration start() {
    return start;
  }

  /** Events in its log. */
  long events() {
    return number("select next_position from ledger.head");
  }

  /** Returns when every read model has folded the whole log. */
  void awaitFolded() {
    long end = events() - 1;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (number(FOLDED) < end) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the read models are behind after " + PATIENCE);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private long number(String sql) {
    Long number = database.queryForObject(sql, Long.class);
    return number == null ? -1 : number;
  }
}
