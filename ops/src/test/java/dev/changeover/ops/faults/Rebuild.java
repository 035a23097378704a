package dev.changeover.ops.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rebuilds a read model and says whether its rows are those that were there. */
record Rebuild(URI url, String token) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final JsonMapper JSON = JsonMapper.shared();

  boolean compare(String readModel) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      awaitVisible(http);
      HttpRequest begin =
          request("/admin/replays/" + readModel).POST(BodyPublishers.noBody()).build();
      JsonNode progress = JSON.readTree(http.send(begin, BodyHandlers.ofString()).body());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!progress.path("finished").asBoolean()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("the rebuild did not end: " + progress);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        HttpRequest ask = request("/admin/replays/" + readModel).GET().build();
        progress = JSON.readTree(http.send(ask, BodyHandlers.ofString()).body());
      }
      return progress.path("same").asBoolean();
    }
  }

  private void awaitVisible(HttpClient http) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode ready =
          JSON.readTree(http.send(request("/ready").GET().build(), BodyHandlers.ofString()).body());
      long head = ready.path("position").asLong(-1);
      if (ready
          .path("projections")
          .valueStream()
          .allMatch(each -> each.path("position").asLong(-1) >= head)) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the read models did not catch up: " + ready);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
  }
}
