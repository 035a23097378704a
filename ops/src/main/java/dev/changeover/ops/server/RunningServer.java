package dev.changeover.ops.server;

import dev.changeover.ops.cli.CommandFailed;
import dev.changeover.ops.cli.LocalServers;
import dev.changeover.ops.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A server that is up: the database under it, the application on it, the token to begin with. */
final class RunningServer implements AutoCloseable {
  private final @Nullable EmbeddedPostgres postgres;
  private final ConfigurableApplicationContext application;
  private final ServerOptions options;
  private final AdminToken token;
  private volatile boolean closing;

  private RunningServer(
      @Nullable EmbeddedPostgres postgres,
      ConfigurableApplicationContext application,
      ServerOptions options,
      AdminToken token) {
    this.postgres = postgres;
    this.application = application;
    this.options = options;
    this.token = token;
  }

  /**
   * Starts everything.
   *
   * @param data where the embedded database, the log file and the first token are kept
   */
  static RunningServer start(ServerOptions options, Path data, Consumer<String> progress) {
    EmbeddedPostgres postgres =
        options.database == null ? EmbeddedPostgres.start(data, progress) : null;
    ConfigurableApplicationContext application = null;
    try {
      FreePorts.check(options);
      progress.accept("Starting the server");
      application = application(options, data, address(options, postgres));
      AdminToken token = application.getBean(AdminToken.class);
      LocalServers.ofUser().add(options.port, token.file());
      return new RunningServer(postgres, application, options, token);
    } catch (RuntimeException failed) {
      if (application != null) {
        application.close();
      }
      if (postgres != null) {
        postgres.close();
      }
      throw reasonOf(failed);
    }
  }

  /** What tells the reader what to do, where the container has wrapped it. */
  private static RuntimeException reasonOf(RuntimeException failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommandFailed said) {
        return said;
      }
    }
    return failed;
  }

  AdminToken token() {
    return token;
  }

  String url() {
    return "http://" + options.bindAddress + ":" + options.port;
  }

  /**
   * Waits until the server is closed.
   *
   * @throws IllegalStateException where the database ends by itself before
   */
  void awaitEnd() {
    CompletableFuture<?> end = postgres == null ? new CompletableFuture<>() : postgres.onExit();
    end.join();
    if (!closing) {
      throw new IllegalStateException(
          "PostgreSQL has ended by itself; start again to recover, and see its log in "
              + (postgres == null ? "its own place" : postgres.logFile()));
    }
  }

  /**
   * Stops the application first: what it writes last must find the database up. Without its
   * database it would wait minutes for connections, and has nothing left that it could write.
   */
  @Override
  public void close() {
    closing = true;
    LocalServers.ofUser().remove(options.port);
    if (postgres == null || !postgres.onExit().isDone()) {
      application.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  private static DatabaseAddress address(
      ServerOptions options, @Nullable EmbeddedPostgres postgres) {
    return postgres == null
        ? DatabaseAddress.parse(Objects.requireNonNull(options.database))
        : new DatabaseAddress(postgres.jdbcUrl(), postgres.username(), postgres.password());
  }

  private static ConfigurableApplicationContext application(
      ServerOptions options, Path data, DatabaseAddress database) {
    Map<String, Object> settings = new HashMap<>(options.settings());
    settings.putAll(database.settings());
    if (options.database == null) {
      settings.put("changeover.node", "main");
    }
    settings.put("changeover.data", data.toString());
    settings.put("logging.file.name", data.resolve("changeover.log").toString());
    return new SpringApplicationBuilder(ServerApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(false)
        .run(asArguments(settings));
  }

  /** Arguments win over every other source of settings: what was said at the start holds. */
  private static String[] asArguments(Map<String, Object> settings) {
    return settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toArray(String[]::new);
  }
}
