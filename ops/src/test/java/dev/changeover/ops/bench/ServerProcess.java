package dev.changeover.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code changeover up} in a process of its own, on a database that is there already. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path data;
  private final int port;

  private ServerProcess(Process process, Path data, int port) {
    this.process = process;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param database {@code postgresql://user:password@host:port/name}
   * @param data where its token and its log file are kept
   */
  static ServerProcess start(String database, Path data) throws IOException {
    int port = freePort();
    Path output = data.resolve("output.log");
    Process process =
        new ProcessBuilder(
                Path.of("..", "changeover").toString(),
                "up",
                "--port",
                String.valueOf(port),
                "--otlp-http-port",
                String.valueOf(freePort()),
                "--otlp-grpc-port",
                String.valueOf(freePort()),
                "--database",
                database,
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    var server = new ServerProcess(process, data, port);
    server.awaitReady(output);
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String token() {
    try {
      return Files.readString(data.resolve("admin-token")).strip();
    } catch (IOException fault) {
      throw new UncheckedIOException("the server keeps its first token in " + data, fault);
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

  private void awaitReady(Path output) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException(
            "the server did not come up within " + PATIENCE + ":\n" + Files.readString(output));
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private boolean isReady() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/ready")).timeout(Duration.ofSeconds(5)).build();
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
