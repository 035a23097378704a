package dev.changeover.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.changeover.ops.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two nodes of each role on one PostgreSQL, and one of each is killed under load: the others go on,
 * read models move, nothing acknowledged is lost or doubled, and a client of another node sees all
 * of it.
 */
class SeveralNodesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MORE = 1_500;
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path directory;

  private record Node(ServerProcess process, Ports ports, Path data) {
    URI url() {
      return ports.url();
    }

    String token() throws IOException {
      return Files.readString(data.resolve("admin-token")).strip();
    }
  }

  @Test
  void any_of_two_nodes_may_be_killed() throws Exception {
    List<Node> nodes = new ArrayList<>();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.resolve("pg"), _ -> {});
        AcknowledgedEvents acknowledged =
            new AcknowledgedEvents(directory.resolve("acknowledged"))) {
      nodes.add(start(postgres, "command-1"));
      nodes.addAll(
          startTogether(
              postgres, "command-2", "projections-1", "projections-2", "query-1", "query-2"));
      List<Node> commands = nodes.subList(0, 2);
      List<Node> projections = nodes.subList(2, 4);
      Node asked = nodes.get(5);
      String token = commands.getFirst().token();
      doesOnlyItsOwn(commands.getFirst(), "/graphql", "query");
      doesOnlyItsOwn(asked, "/events", "command");
      doesOnlyItsOwn(asked, "/admin/replays/action", "projections");
      assertThatThrownBy(
              () -> new Socket(InetAddress.getLoopbackAddress(), asked.ports().otlpHttp()).close())
          .as("a node that takes nothing in has no port for OTLP")
          .isInstanceOf(ConnectException.class);
      try (Senders senders =
              new Senders(
                  commands.stream().map(Node::url).toList(), token, acknowledged, new Random(1));
          Follower client = new Follower(asked.url(), token, SentEvent.ENVIRONMENT)) {
        senders.start();
        goesOn(senders, acknowledged, client);
        for (Node victim : List.of(commands.getFirst(), atWork(projections), nodes.get(4))) {
          victim.process().kill();
          goesOn(senders, acknowledged, client);
        }
        senders.hold();
        try (Connection database =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password())) {
          LogCheck whole = LogCheck.whole(database, acknowledged);
          assertThat(whole.events()).isGreaterThanOrEqualTo(acknowledged.size());
        }
        Node left =
            projections.stream().filter(each -> each.process().isAlive()).findFirst().orElseThrow();
        for (String readModel : List.of("action", "environment", "timeline")) {
          assertThat(new Rebuild(left.url(), token).compare(readModel))
              .as("rebuild of " + readModel)
              .isTrue();
        }
        senders.release();
      }
    } finally {
      for (Node each : nodes) {
        each.process().kill();
      }
    }
  }

  /** It says who does the rest. */
  private static void doesOnlyItsOwn(Node node, String path, String role)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(node.url().resolve(path)).POST(BodyPublishers.noBody()).build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(421);
      assertThat(answer.body()).contains("to one with role " + role);
    }
  }

  /** More is taken, and the client is told of what was taken before it was asked. */
  private static void goesOn(Senders senders, AcknowledgedEvents acknowledged, Follower client) {
    long wanted = acknowledged.size() + (long) MORE;
    awaitThat(senders, () -> acknowledged.size() >= wanted);
    long last = acknowledged.position(acknowledged.end() - 1);
    awaitThat(senders, () -> client.position() >= last);
  }

  private static void awaitThat(Senders senders, BooleanSupplier condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              senders.check();
              return condition.getAsBoolean();
            });
  }

  /** The one that works on most read models. */
  private static Node atWork(List<Node> projections) {
    return workOf(projections.getFirst()) >= workOf(projections.getLast())
        ? projections.getFirst()
        : projections.getLast();
  }

  private static long workOf(Node node) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      JsonNode ready =
          JSON.readTree(
              http.send(
                      HttpRequest.newBuilder(node.url().resolve("/ready")).build(),
                      BodyHandlers.ofString())
                  .body());
      return ready
          .path("projections")
          .valueStream()
          .filter(each -> each.path("here").asBoolean())
          .count();
    } catch (IOException away) {
      throw new UncheckedIOException(away);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private List<Node> startTogether(EmbeddedPostgres postgres, String... names) throws Exception {
    List<Future<Node>> starting = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : names) {
        starting.add(threads.submit(() -> start(postgres, name)));
      }
    }
    List<Node> nodes = new ArrayList<>();
    for (Future<Node> each : starting) {
      nodes.add(each.get());
    }
    return nodes;
  }

  /**
   * @param name role and number
   */
  private Node start(EmbeddedPostgres postgres, String name) throws IOException {
    Path data = directory.resolve(name);
    Files.createDirectories(data);
    Ports ports = Ports.free();
    String database =
        postgres
            .jdbcUrl()
            .replaceFirst("jdbc:postgresql://", "postgresql://%s:%s@")
            .formatted(postgres.username(), postgres.password());
    ServerProcess process =
        ServerProcess.up(
            data,
            ports,
            directory.resolve(name + ".log"),
            Launch.plain(),
            "--database",
            database,
            "--roles",
            name.substring(0, name.indexOf('-')));
    return new Node(process, ports, data);
  }
}
