package dev.changeover.ops.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that follows the timeline of an environment by Server-Sent Events. */
final class Follower implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AtomicLong position = new AtomicLong(-1);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile @Nullable String broken;

  Follower(URI server, String token, String environment) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/graphql"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(
                BodyPublishers.ofString(
                    JSON.writeValueAsString(
                        Map.of(
                            "query",
                            "subscription {timelineAppended(of: {environment: \"%s\"}) {position}}"
                                .formatted(environment)))))
            .build();
    var _ =
        http.sendAsync(request, BodyHandlers.ofLines())
            .thenAccept(response -> response.body().forEach(this::take))
            .whenComplete((_, fault) -> broken = fault == null ? "it has ended" : fault.toString());
  }

  /** The last position it was told of; -1: none. */
  long position() {
    String fault = broken;
    if (fault != null) {
      throw new AssertionError("the client is told nothing any more: " + fault);
    }
    return position.get();
  }

  private void take(String line) {
    if (line.startsWith("data:") && line.length() > "data:".length()) {
      JsonNode told =
          JSON.readTree(line.substring("data:".length())).at("/data/timelineAppended/position");
      position.accumulateAndGet(told.asLong(-1), Math::max);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
