package dev.changeover.ops.bench;

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

/** A process of {@code changeover up} that is ready, until it is closed. */
record RunningServer(Process process, int port) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Starts it and waits until it is ready.
   *
   * @param command with the options but for the ports and the directory
   * @param data where its token and its log file are kept
   * @throws IllegalStateException with all that it said, where it does not come up
   */
  static RunningServer start(List<String> command, Path data) throws IOException {
    int port = freePort();
    Path output = data.resolve("output.log");
    List<String> whole = new ArrayList<>(command);
    whole.addAll(
        List.of(
            "--port",
            Integer.toString(port),
            "--otlp-http-port",
            Integer.toString(freePort()),
            "--otlp-grpc-port",
            Integer.toString(freePort()),
            "--data",
            data.toString()));
    Process process =
        new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    var server = new RunningServer(process, port);
    server.awaitReady(output);
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + port;
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
        throw new IllegalStateException("the server did not come up:\n" + Files.readString(output));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
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
