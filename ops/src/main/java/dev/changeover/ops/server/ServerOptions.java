package dev.changeover.ops.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code up} and {@code demo}; each is also an environment variable. */
final class ServerOptions {
  /** Takes nothing in and publishes nothing, whatever the settings file says. */
  private static final Map<String, Object> WITHOUT_COMMAND =
      Map.of(
          "changeover.otlp.http.port",
          -1,
          "spring.grpc.server.enabled",
          false,
          "changeover.kafka.in.topics",
          "",
          "changeover.kafka.out.topic",
          "");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:CHANGEOVER_PORT:-8080}",
      description = "HTTP: events, OTLP, GraphQL, exports. Default: ${DEFAULT-VALUE}")
  int port = 8080;

  @Option(
      names = "--otlp-http-port",
      paramLabel = "PORT",
      defaultValue = "${env:CHANGEOVER_OTLP_HTTP_PORT:-4318}",
      description = "OTLP over HTTP. Default: ${DEFAULT-VALUE}")
  int otlpHttpPort = 4318;

  @Option(
      names = "--otlp-grpc-port",
      paramLabel = "PORT",
      defaultValue = "${env:CHANGEOVER_OTLP_GRPC_PORT:-4317}",
      description = "OTLP over gRPC. Default: ${DEFAULT-VALUE}")
  int otlpGrpcPort = 4317;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "${env:CHANGEOVER_BIND:-127.0.0.1}",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}, this machine only")
  String bindAddress = "127.0.0.1";

  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "${env:CHANGEOVER_DATABASE}",
      description =
          "An existing PostgreSQL (15 or later) instead of the embedded one, e.g."
              + " postgresql://user:password@host/database")
  @Nullable String database;

  @Option(
      names = "--roles",
      paramLabel = "ROLES",
      defaultValue = "${env:CHANGEOVER_ROLES:-command,projections,query}",
      description =
          "What this node does: command takes facts in, projections keeps the read models, query"
              + " answers. Several nodes on one --database share the work. Default: ${DEFAULT-VALUE}")
  String roles = "command,projections,query";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:CHANGEOVER_CONFIG}",
      description = "More settings, a properties or YAML file")
  @Nullable Path config;

  /** What this node does. */
  Set<NodeRole> nodeRoles() {
    return NodeRole.parse(roles);
  }

  /** The application's settings that these options stand for. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.port", port);
    settings.put("server.address", bindAddress);
    settings.put("changeover.otlp.http.port", otlpHttpPort);
    settings.put("spring.grpc.server.port", otlpGrpcPort);
    settings.put("spring.grpc.server.address", bindAddress);
    settings.put("changeover.otlp.http.address", bindAddress);
    Set<NodeRole> parts = nodeRoles();
    settings.put("changeover.roles", NodeRole.text(parts));
    if (!parts.contains(NodeRole.COMMAND)) {
      settings.putAll(WITHOUT_COMMAND);
    }
    if (config != null) {
      settings.put("spring.config.additional-location", "file:" + config.toAbsolutePath());
    }
    return settings;
  }
}
