package dev.changeover.ops.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.server.ServerExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller with a token. */
record Http(String url, String token) {
  static final JsonMapper JSON = JsonMapper.shared();
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The holder of the first token, who has all roles. */
  static Http of(ServerExtension server) {
    return new Http(server.url(), server.token());
  }

  /** Another caller. {@code environments}: none: all. */
  Http with(String role, String... environments) {
    HttpResponse<String> issued =
        post(
            "/admin/tokens",
            Map.of("name", role, "roles", List.of(role), "environments", List.of(environments)));
    assertThat(issued.statusCode()).as(issued.body()).isBetween(200, 201);
    return new Http(url, JSON.readTree(issued.body()).path("token").asString());
  }

  /** The whole answer to a GraphQL request. */
  JsonNode ask(String document, Map<String, ?> variables) {
    HttpResponse<String> answer =
        post("/graphql", Map.of("query", document, "variables", variables));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** What a mutation with the variable {@code input} answers. */
  JsonNode mutate(String name, String fields, Map<String, ?> input) {
    String type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Input";
    JsonNode answer =
        ask(
            "mutation ($input: %s!) {%s(input: $input) {%s}}".formatted(type, name, fields),
            Map.of("input", input));
    assertThat(answer.path("errors")).as("%s", answer).isEmpty();
    return answer.path("data").path(name);
  }

  HttpResponse<String> get(String path, String accept) {
    return send(request(path).header("Accept", accept).GET());
  }

  HttpResponse<String> post(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Sends events, one on each line. */
  void tell(String... events) {
    HttpResponse<String> answer =
        send(
            request("/events")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", events))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
