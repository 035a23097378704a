package dev.changeover.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All read models of a server fold its log again beside the live rows, at once, until they are
 * compared and switched to; an event counts when all have it.
 */
final class OwnRebuild implements Contender {
  static final String NAME = "rebuild of all three read models";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final List<String> READ_MODELS = List.of("action", "environment", "timeline");

  private final OwnServer server;

  OwnRebuild(OwnServer server) {
    this.server = server;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() {
    server.awaitFolded();
  }

  @Override
  public long run() {
    READ_MODELS.forEach(readModel -> call(request(readModel).POST(BodyPublishers.noBody()), 202));
    READ_MODELS.forEach(this::await);
    return server.events();
  }

  @Override
  public long pid() {
    return server.pid();
  }

  private void await(String readModel) {
    while (!call(request(readModel).GET(), 200).path("finished").asBoolean()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    JsonNode ended = call(request(readModel).GET(), 200);
    if (!ended.path("same").asBoolean()) {
      throw new IllegalStateException(readModel + ": " + ended);
    }
  }

  private HttpRequest.Builder request(String readModel) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/admin/replays/" + readModel))
        .header("authorization", "Bearer " + server.token());
  }

  private static JsonNode call(HttpRequest.Builder request, int wanted) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != wanted) {
        throw new IllegalStateException(
            "no rebuild: %d %s".formatted(answer.statusCode(), answer.body()));
      }
      return JsonMapper.shared().readTree(answer.body());
    } catch (IOException failed) {
      throw new IllegalStateException("no rebuild", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }
}
