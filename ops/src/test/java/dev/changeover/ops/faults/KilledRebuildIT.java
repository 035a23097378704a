package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code kill -9} of the server in the middle of a rebuild: what was read before is read after. */
@Timeout(180)
class KilledRebuildIT {
  private static final int BATCHES = 20;
  private static final int BATCH = 500;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void the_old_rows_are_there_when_it_starts_again_and_the_next_rebuild_finds_them_right()
      throws Exception {
    Path data = directory.resolve("data");
    Path log = directory.resolve("server.log");
    Ports ports = Ports.free();
    ServerProcess server = ServerProcess.up(data, ports, log);
    try {
      String token = Files.readString(data.resolve("admin-token")).strip();
      for (int batch = 0; batch < BATCHES; batch++) {
        send(ports.url(), token, batch);
      }
      assertThat(new Rebuild(ports.url(), token).compare("environment")).isTrue();
      assertThat(post(ports.url(), token, "/admin/replays/action", "").statusCode()).isEqualTo(202);
      awaitBegun(ports.url(), token);
      server.kill();
      server = ServerProcess.up(data, ports, log);
      assertThat(positionOfActions(ports.url(), token)).isEqualTo((long) BATCHES * BATCH - 1);
      assertThat(new Rebuild(ports.url(), token).compare("action")).isTrue();
    } finally {
      server.stop();
    }
  }

  private void send(URI url, String token, int batch) throws IOException, InterruptedException {
    String events =
        LongStream.range((long) batch * BATCH, (batch + 1L) * BATCH)
            .mapToObj(SentEvent::json)
            .collect(Collectors.joining("\n"));
    assertThat(post(url, token, "/events", events).statusCode()).isEqualTo(202);
  }

  private void awaitBegun(URI url, String token) throws IOException, InterruptedException {
    JsonNode state = get(url, token, "/admin/replays/action");
    while (state.path("position").asLong() < 0 && !state.path("finished").asBoolean()) {
      LockSupport.parkNanos(1_000_000);
      state = get(url, token, "/admin/replays/action");
    }
    assertThat(state.path("finished").asBoolean()).as("killed in the middle").isFalse();
  }

  private long positionOfActions(URI url, String token) throws IOException, InterruptedException {
    return get(url, token, "/ready").at("/projections/action/position").asLong();
  }

  private HttpResponse<String> post(URI url, String token, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(url, token, path)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode get(URI url, String token, String path)
      throws IOException, InterruptedException {
    return JsonMapper.shared()
        .readTree(client.send(request(url, token, path).build(), BodyHandlers.ofString()).body());
  }

  private static HttpRequest.Builder request(URI url, String token, String path) {
    return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + token);
  }
}
