package dev.changeover.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One caller of a server, over one kept connection. */
final class BenchCaller implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServerProcess server;

  BenchCaller(ServerProcess server) {
    this.server = server;
  }

  /** Hands in a plan of the environment {@code bench}. */
  void plan(String release, String yaml) {
    require(
        201,
        request("/releases/bench/" + release, "application/yaml")
            .PUT(BodyPublishers.ofString(yaml))
            .build());
  }

  /** Sends events, all of which must be taken. */
  void send(List<String> events) {
    String body = "[" + String.join(",", events) + "]";
    require(
        202, request("/events", "application/json").POST(BodyPublishers.ofString(body)).build());
  }

  /** Asks; an answer with errors is none. */
  JsonNode ask(String document, Map<String, String> variables) {
    String body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
    JsonNode answer =
        JSON.readTree(
            require(
                200,
                request("/graphql", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build()));
    if (!answer.path("errors").isEmpty()) {
      throw new IllegalStateException("no answer: " + answer);
    }
    return answer.path("data");
  }

  /** Waits until every read model has seen the head of the log. */
  void awaitVisible() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isVisible()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the read models did not catch up within " + PATIENCE);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private boolean isVisible() {
    JsonNode ready =
        JSON.readTree(require(200, request("/ready", "application/json").GET().build()));
    long head = ready.path("position").asLong(-1);
    return ready
        .path("projections")
        .valueStream()
        .allMatch(each -> each.path("position").asLong(-1) >= head);
  }

  private HttpRequest.Builder request(String path, String contentType) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("authorization", "Bearer " + server.token())
        .header("content-type", contentType);
  }

  private String require(int status, HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new IllegalStateException(
            request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException broken) {
      throw new IllegalStateException("the server went away", broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while waiting for an answer", stopped);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
