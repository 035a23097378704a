package dev.changeover.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.access.AccessConfiguration;
import dev.changeover.access.Role;
import dev.changeover.access.Tokens;
import dev.changeover.access.TokensDoor;
import dev.changeover.ingest.cloudevents.EventsConfiguration;
import dev.changeover.ingest.cloudevents.EventsDoor;
import dev.changeover.log.axon.AxonWiring;
import dev.changeover.release.ReleaseConfiguration;
import dev.changeover.release.ReleasesDoor;
import dev.changeover.testing.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of this module on a real database and a free port. */
public final class DoorServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ConfigurableApplicationContext application;
  private final HttpClient client = HttpClient.newHttpClient();

  private DoorServer(ConfigurableApplicationContext application) {
    this.application = application;
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import({
    AccessConfiguration.class,
    TokensDoor.class,
    IngestConfiguration.class,
    EventsConfiguration.class,
    EventsDoor.class,
    ReleaseConfiguration.class,
    ReleasesDoor.class,
    AxonWiring.class
  })
  static class Parts {}

  public static DoorServer start(PostgresExtension postgres) {
    return new DoorServer(
        new SpringApplicationBuilder(Parts.class)
            .properties(
                Map.of(
                    "server.port",
                    "0",
                    "spring.grpc.server.port",
                    "0",
                    "spring.main.banner-mode",
                    "off",
                    "spring.datasource.url",
                    postgres.jdbcUrl(),
                    "spring.datasource.username",
                    postgres.username(),
                    "spring.datasource.password",
                    postgres.password()))
            .run());
  }

  public <T> T part(Class<T> type) {
    return application.getBean(type);
  }

  /** A new token with these roles, for all environments. */
  public String token(Role first, Role... rest) {
    return part(Tokens.class).issue("test", EnumSet.of(first, rest), Set.of(), null);
  }

  /** {@code POST /events}; {@code headers}: name, value, name, value. */
  public Answer postEvents(String token, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder request =
        to("/events")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer postEvents(String token, String contentType, String body, String... headers) {
    return postEvents(token, contentType, body.getBytes(UTF_8), headers);
  }

  public HttpRequest.Builder to(String path) {
    String port = application.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
    application.close();
  }
}
