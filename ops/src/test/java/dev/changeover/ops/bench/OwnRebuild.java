package dev.changeover.ops.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** All read models of a server fold its log again, at once; an event counts when all have it. */
final class OwnRebuild implements Contender {
  static final String NAME = "rebuild of all three read models";
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
    READ_MODELS.forEach(this::rebuild);
    server.awaitFolded();
    return server.events();
  }

  @Override
  public long pid() {
    return server.pid();
  }

  private void rebuild(String readModel) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/admin/replays/" + readModel))
            .header("authorization", "Bearer " + server.token())
            .POST(BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 202) {
        throw new IllegalStateException(
            "no rebuild of %s: %d %s".formatted(readModel, answer.statusCode(), answer.body()));
      }
    } catch (IOException failed) {
      throw new IllegalStateException("no rebuild of " + readModel, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", stopped);
    }
  }
}
