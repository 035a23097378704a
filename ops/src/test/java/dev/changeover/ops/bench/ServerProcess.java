package dev.changeover.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code changeover up} in a process of its own, on a database that is there already. */
final class ServerProcess implements AutoCloseable {
  private final RunningServer server;
  private final Path data;

  private ServerProcess(RunningServer server, Path data) {
    this.server = server;
    this.data = data;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param database {@code postgresql://user:password@host:port/name}
   * @param data where its token and its log file are kept
   */
  static ServerProcess start(String database, Path data) throws IOException {
    List<String> command =
        List.of(Path.of("..", "changeover").toString(), "up", "--database", database);
    return new ServerProcess(RunningServer.start(command, data), data);
  }

  String url() {
    return server.url();
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
    server.close();
  }
}
