package dev.changeover.ops.bench;

import dev.changeover.ops.Changeover;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.JdbcTemplate;

/** Changeover in a JVM of its own, with the classes under test and the flags of its launcher. */
final class OwnServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String FOLDED =
      "select case count(*) when 3 then min(position) else -1 end from view.progress";

  private final Process process;
  private final int port;
  private final String token;
  private final JdbcTemplate database;
  private final Duration start;

  private OwnServer(
      Process process, int port, String token, JdbcTemplate database, Duration start) {
    this.process = process;
    this.port = port;
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
    int port = freePort();
    Path output = data.resolve("output.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(flags());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Changeover.class.getName(),
            "up",
            "--port",
            Integer.toString(port),
            "--otlp-http-port",
            Integer.toString(freePort()),
            "--otlp-grpc-port",
            Integer.toString(freePort()),
            "--database",
            database.address(),
            "--data",
            data.toString()));
    command.addAll(List.of(more));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    awaitReady(process, port, output);
    Duration start = Duration.ofNanos(System.nanoTime() - begin);
    String token = Files.readString(data.resolve("admin-token")).strip();
    return new OwnServer(process, port, token, database.jdbc(), start);
  }

  /** {@code -Dbench.flags}: more flags for the JVM, such as a recording. */
  private static List<String> flags() {
    String flags = System.getProperty("bench.flags", "");
    return flags.isBlank() ? List.of() : List.of(flags.split(" "));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  String token() {
    return token;
  }

  long pid() {
    return process.pid();
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
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private long number(String sql) {
    Long number = database.queryForObject(sql, Long.class);
    return number == null ? -1 : number;
  }

  private static void awaitReady(Process process, int port, Path output) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not come up:\n" + Files.readString(output));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static boolean isReady(int port) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/ready".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server was starting", interrupted);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
