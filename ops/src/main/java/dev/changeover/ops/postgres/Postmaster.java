package dev.changeover.ops.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/**
 * The running server. Started through {@code pg_ctl}, which takes it out of our process group: a
 * Ctrl-C at the terminal reaches Changeover alone, which stops the server last.
 */
final class Postmaster {
  private static final int PORTS_TO_TRY = 3;
  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 60;
  private static final long LOG_LIMIT_BYTES = 10_000_000;

  private final Cluster cluster;
  private final ServerPrograms programs;
  private final int port;

  private Postmaster(Cluster cluster, ServerPrograms programs, int port) {
    this.cluster = cluster;
    this.programs = programs;
    this.port = port;
  }

  /**
   * Starts the server on a free port and waits until it accepts connections.
   *
   * @throws PostgresFailed with what the server wrote to its log
   */
  static Postmaster start(Cluster cluster, ServerPrograms programs) {
    for (var attempt = 1; ; attempt++) {
      var port = freePort();
      cluster.configure(new ServerSettings(port), programs.account());
      var logStart = openLog(cluster.log(), programs.account());
      var result =
          programs.run(
              "pg_ctl",
              "start",
              "--silent",
              "-D",
              cluster.directory().toString(),
              "-l",
              cluster.log().toString(),
              "-w",
              "-t",
              String.valueOf(START_SECONDS));
      if (result.succeeded()) {
        return new Postmaster(cluster, programs, port);
      }
      var said = readFrom(cluster.log(), logStart);
      // Somebody else took the port between our look and the server's.
      if (attempt == PORTS_TO_TRY || !said.contains("Address already in use")) {
        throw new PostgresFailed(
            "PostgreSQL did not start on %s: %s%n%s"
                .formatted(cluster.directory(), result.output(), said));
      }
    }
  }

  /** TCP port on 127.0.0.1. */
  int port() {
    return port;
  }

  /** Completes when the server has ended, for whatever reason. */
  CompletableFuture<?> onExit() {
    return cluster
        .recordedPostmaster()
        .<CompletableFuture<?>>map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Ends the server in order: clients are cut off, everything is written, nothing to recover. */
  void stop() {
    if (!Files.exists(cluster.postmasterPid())) {
      return;
    }
    var result =
        programs.run(
            "pg_ctl",
            "stop",
            "--silent",
            "-D",
            cluster.directory().toString(),
            "-m",
            "fast",
            "-w",
            "-t",
            String.valueOf(STOP_SECONDS));
    if (!result.succeeded() && isRunning()) {
      throw new PostgresFailed(
          ("PostgreSQL on %s did not stop within %d seconds: %s; the next start of Changeover will"
                  + " stop it")
              .formatted(cluster.directory(), STOP_SECONDS, result.output()));
    }
  }

  private boolean isRunning() {
    return programs.run("pg_ctl", "status", "-D", cluster.directory().toString()).succeeded();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException("no free port on 127.0.0.1", failed);
    }
  }

  /** Returns where the new part of the log begins, in bytes. */
  private static long openLog(Path log, Account account) {
    try {
      if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(log)) {
        Files.createFile(log);
      }
      account.own(log);
      return Files.size(log);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + log, failed);
    }
  }

  private static String readFrom(Path log, long start) {
    try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
      return new String(Channels.newInputStream(channel.position(start)).readNBytes(8192), UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + log, failed);
    }
  }
}
