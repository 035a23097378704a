package dev.changeover.ops.faults;

import dev.changeover.ops.Changeover;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code changeover} as a process of its own, which can be killed. */
final class ServerProcess {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts {@code changeover up} and waits until everything is up. */
  static ServerProcess up(Path data, Ports ports, Path log) throws IOException {
    return up(data, ports, log, Launch.plain());
  }

  /**
   * Likewise, in a way of its own.
   *
   * @param more options of {@code changeover up}
   */
  static ServerProcess up(Path data, Ports ports, Path log, Launch launch, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(ports.http()),
                "--otlp-http-port",
                Integer.toString(ports.otlpHttp()),
                "--otlp-grpc-port",
                Integer.toString(ports.otlpGrpc())));
    arguments.addAll(List.of(more));
    Process process = changeover(launch, log, arguments.toArray(String[]::new));
    ServerProcess server = new ServerProcess(process, log);
    server.awaitReady(ports.url());
    return server;
  }

  /** Runs any command as a process of its own; what it prints goes to the file. */
  static Process changeover(Path output, String... arguments) throws IOException {
    return changeover(Launch.plain(), output, arguments);
  }

  private static Process changeover(Launch launch, Path output, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.options());
    command.addAll(List.of("-cp", launch.classPath(), Changeover.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().putAll(launch.environment());
    return builder.start();
  }

  /** {@code kill -9}: no hook runs, the database is left behind. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it has ended by itself. */
  void awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the server goes on after " + patience + "; it said in " + log);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end, as Ctrl-C does. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Waits until everything is up. */
  void awaitReady(URI url) throws IOException {
    Instant giveUpAt = Instant.now().plus(READY_WITHIN);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/ready")).timeout(Duration.ofSeconds(5)).build();
      while (process.isAlive() && Instant.now().isBefore(giveUpAt)) {
        if (isReady(client, request)) {
          return;
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    throw new AssertionError("the server is not ready; it said in " + log);
  }

  private static boolean isReady(HttpClient client, HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for the server", stopped);
    }
  }
}
