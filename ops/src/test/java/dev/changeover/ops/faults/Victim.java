package dev.changeover.ops.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on its own PostgreSQL, and what can be done to their processes. */
final class Victim implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Victim.class);
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final int MOST_LOG_FILES = 60;

  private final Path data;
  private final Path log;
  private final Launch launch;
  private final Ports ports;
  private ServerProcess server;

  /**
   * Starts the server.
   *
   * @param data where its PostgreSQL is
   * @param log what it says
   */
  Victim(Path data, Path log, Launch launch) throws IOException {
    this.data = data;
    this.log = log;
    this.launch = launch;
    this.ports = Ports.free();
    this.server = ServerProcess.up(data, ports, log, launch);
  }

  Ports ports() {
    return ports;
  }

  String token() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  Connection connect() throws IOException, SQLException {
    String port = Files.readAllLines(postmasterPid()).get(3);
    String password = Files.readString(data.resolve("postgresql.password")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/changeover".formatted(port), "changeover", password);
  }

  Instant timeOfPostgres() throws Exception {
    try (Connection database = connect();
        var statement = database.createStatement();
        var row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /** As it says with each answer. */
  Instant timeOfServer() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest ask = HttpRequest.newBuilder(ports.url().resolve("/ready")).build();
      String date =
          http.send(ask, BodyHandlers.discarding()).headers().firstValue("Date").orElseThrow();
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    }
  }

  /** Has PostgreSQL use up the log files that it keeps ready, until it can make no more. */
  void useUpWriteAheadLog() {
    try (Connection database = connect();
        var statement = database.createStatement()) {
      for (int file = 0; file < MOST_LOG_FILES; file++) {
        statement.execute("select pg_switch_wal(), pg_current_xact_id()");
      }
    } catch (SQLException | IOException full) {
      LOGGER.info("PostgreSQL has no room for its log any more: {}", full.getMessage());
    }
  }

  void killServer() throws Exception {
    server.kill();
    start();
  }

  void killPostmaster() throws Exception {
    postmaster().destroyForcibly();
    server.awaitEnd(RECOVERY);
    start();
  }

  void killBoth() throws Exception {
    postmaster().destroyForcibly();
    server.kill();
    start();
  }

  void killBackend(Random random) throws Exception {
    List<ProcessHandle> parts = postmaster().children().toList();
    parts.get(random.nextInt(parts.size())).destroyForcibly();
    server.awaitReady(ports.url());
  }

  void cutConnections() throws Exception {
    try (Connection database = connect();
        var statement = database.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
    }
    server.awaitReady(ports.url());
  }

  void freezeServer(Duration time) throws Exception {
    freeze(List.of(server.handle()), time);
  }

  void freezePostgres(Duration time) throws Exception {
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster()));
    all.addAll(postmaster().children().toList());
    freeze(all, time);
  }

  boolean isServerAlive() {
    return server.isAlive();
  }

  /** Waits until it works again by itself; where PostgreSQL has given up, it is started again. */
  void awaitReadyOrStart() throws Exception {
    try {
      server.awaitReady(ports.url());
    } catch (AssertionError notReady) {
      if (server.isAlive()) {
        throw notReady;
      }
      start();
    }
  }

  void awaitReady() throws IOException {
    server.awaitReady(ports.url());
  }

  private void start() throws IOException {
    server = ServerProcess.up(data, ports, log, launch);
  }

  private void freeze(List<ProcessHandle> processes, Duration time) throws Exception {
    for (ProcessHandle each : processes) {
      signal("STOP", each);
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    for (ProcessHandle each : processes) {
      signal("CONT", each);
    }
    server.awaitReady(ports.url());
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** PostgreSQL's first process. */
  private ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(postmasterPid()).getFirst());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private Path postmasterPid() {
    return data.resolve("cluster").resolve("postmaster.pid");
  }

  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server stops", stopped);
    }
  }
}
