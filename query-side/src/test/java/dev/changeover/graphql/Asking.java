package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the server under test. */
public final class Asking {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI server;

  public Asking(int port) {
    this.server = URI.create("http://localhost:" + port);
  }

  /** The data of an answer without errors. */
  public JsonNode data(String query) {
    var answer = answer(query);
    assertThat(answer.path("errors")).as("%s", answer).isEmpty();
    return answer.path("data");
  }

  /** The code of the first error. */
  public String error(String query) {
    var answer = answer(query);
    assertThat(answer.path("errors")).as("%s", answer).isNotEmpty();
    return answer.path("errors").get(0).path("extensions").path("code").asString();
  }

  /** The whole answer to a query. */
  public JsonNode answer(String query) {
    var response = post("application/json", JSON.writeValueAsString(Map.of("query", query)));
    return JSON.readTree(response.body());
  }

  /** Sends a body as it is. */
  public HttpResponse<String> post(String contentType, String body) {
    return send(
        HttpRequest.newBuilder(server.resolve("/graphql"))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  /** What is at a path. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(server.resolve(path)));
  }

  /** The bytes at a path. */
  public HttpResponse<byte[]> bytes(String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
