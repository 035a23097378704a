package dev.changeover.ops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.server.ServerExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server over GraphQL until it has seen enough. */
record Questions(ServerExtension server) {
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  /** The first answer that is enough; where none comes in time, the last one fails the test. */
  JsonNode askUntil(String question, Predicate<JsonNode> enough) throws Exception {
    long giveUpAt = System.nanoTime() + MOST.toNanos();
    JsonNode answer = ask(question);
    while (!enough.test(answer) && System.nanoTime() < giveUpAt) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      answer = ask(question);
    }
    assertThat(enough.test(answer)).as("still after " + MOST + ": " + answer).isTrue();
    return answer;
  }

  private JsonNode ask(String question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/graphql"))
            .header("Authorization", "Bearer " + server.token())
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    JsonMapper.shared().writeValueAsString(Map.of("query", question))))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode answer = JsonMapper.shared().readTree(response.body());
      assertThat(answer.has("errors")).as(response.body()).isFalse();
      return answer.path("data");
    }
  }
}
