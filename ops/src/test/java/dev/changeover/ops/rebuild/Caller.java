package dev.changeover.ops.rebuild;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A client of the server with all roles. */
record Caller(String url, String token, HttpClient client) {
  static Caller of(String url, String token) {
    return new Caller(
        url, token, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /** Sends events, one on each line. */
  void tell(String events) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("/events", "application/x-ndjson", events);
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  /** The whole answer to a GraphQL question, whatever its status. */
  HttpResponse<String> ask(String document) throws IOException, InterruptedException {
    return post(
        "/graphql",
        "application/json",
        JsonMapper.shared().writeValueAsString(Map.of("query", document)));
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }
}
