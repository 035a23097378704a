package dev.changeover.ops.server;

import dev.changeover.ops.cli.Server;
import dev.changeover.testing.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole server on a database of its own, for one test class. */
public final class ServerExtension implements BeforeAllCallback, AfterAllCallback {
  private final PostgresExtension postgres = new PostgresExtension();
  private final ServerOptions options = new ServerOptions();
  private final Map<String, Path> files;
  private @Nullable RunningServer running;

  public ServerExtension() {
    this(Map.of());
  }

  /**
   * A server with more settings than the usual ones.
   *
   * @param files settings that name files, e.g. {@code changeover.otlp.actions}; they are written
   *     to a file for {@code --config}
   */
  public ServerExtension(Map<String, Path> files) {
    this.files = Map.copyOf(files);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    options.port = freePort();
    options.otlpHttpPort = freePort();
    options.otlpGrpcPort = freePort();
    options.database =
        postgres.jdbcUrl()
            + (postgres.jdbcUrl().contains("?") ? "&" : "?")
            + "user="
            + encoded(postgres.username())
            + "&password="
            + encoded(postgres.password());
    Path data = Files.createTempDirectory("changeover-test-");
    options.config = config(data);
    running = RunningServer.start(options, data, line -> {});
  }

  @Override
  public void afterAll(ExtensionContext context) {
    running().close();
    postgres.afterAll(context);
  }

  /** The server as the command line sees it. */
  public Server client() {
    return Server.at(URI.create(running().url()), token());
  }

  public String url() {
    return running().url();
  }

  public String token() {
    return running().token().token();
  }

  public int otlpHttpPort() {
    return options.otlpHttpPort;
  }

  /** Its database, past the server. */
  public DataSource database() {
    return postgres.dataSource();
  }

  public int otlpGrpcPort() {
    return options.otlpGrpcPort;
  }

  private RunningServer running() {
    return Objects.requireNonNull(running, "the server was not started");
  }

  private Path config(Path data) throws IOException {
    Properties settings = new Properties();
    files.forEach((name, file) -> settings.setProperty(name, file.toAbsolutePath().toString()));
    Path config = data.resolve("more.properties");
    try (Writer writer = Files.newBufferedWriter(config)) {
      settings.store(writer, null);
    }
    return config;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
