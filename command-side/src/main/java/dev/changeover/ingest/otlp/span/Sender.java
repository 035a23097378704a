package dev.changeover.ingest.otlp.span;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says of who sent a span or a metric. Source: OpenTelemetry semantic conventions,
 * resource attributes {@code service.*} and {@code deployment.environment.name}.
 *
 * @param environmentTold false where the environment is the configured default
 * @param component {@code service.name}; null where it is missing
 */
public record Sender(
    String environment,
    boolean environmentTold,
    @Nullable String component,
    @Nullable String version,
    @Nullable String instance) {

  private static final String UNKNOWN_SERVICE = "unknown_service";

  /** Reads a resource; one without an environment belongs to the default one. */
  public static Sender of(Resource resource, String defaultEnvironment) {
    List<KeyValue> attributes = resource.getAttributesList();
    String environment = text(attributes, "deployment.environment.name");
    if (environment == null) {
      environment = text(attributes, "deployment.environment");
    }
    return new Sender(
        environment == null ? defaultEnvironment : environment,
        environment != null,
        text(attributes, "service.name"),
        text(attributes, "service.version"),
        text(attributes, "service.instance.id"));
  }

  /** The component's name, {@code unknown_service} as the SDKs say where it has none. */
  public String name() {
    return component == null ? UNKNOWN_SERVICE : component;
  }

  private static @Nullable String text(List<KeyValue> attributes, String name) {
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().equals(name)) {
        String value = Scalars.text(attribute.getValue());
        return value == null || value.isBlank() ? null : value;
      }
    }
    return null;
  }
}
