package dev.changeover.ingest.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.access.Role;
import dev.changeover.access.Tokens;
import dev.changeover.ingest.DoorServer;
import dev.changeover.ingest.DoorServer.Answer;
import dev.changeover.testing.PostgresExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventsDoorIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static DoorServer server;
  private static String token;

  @BeforeAll
  static void start() {
    server = DoorServer.start(postgres);
    token = server.token(Role.INGEST);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answers_with_a_receipt_after_the_commit_and_with_the_first_one_for_a_repetition() {
    String event = event("once", "release.started", "r-1", "");
    Answer first = server.postEvents(token, "application/json", event);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().path("status").asString()).isEqualTo("ACCEPTED");
    assertThat(first.json().path("source").asString()).isEqualTo("/fleet/prod");
    assertThat(first.json().path("id").asString()).isEqualTo("once");
    long position = first.json().path("position").longValue();
    assertThat(stored("once")).isEqualTo(position);
    Answer again = server.postEvents(token, "application/json", event.replace(":{", ": {"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("status").asString()).isEqualTo("DUPLICATE");
    assertThat(again.json().path("position").longValue()).isEqualTo(position);
  }

  @Test
  void other_content_under_the_same_id_is_a_conflict() {
    server.postEvents(token, "application/json", event("twice", "release.started", "r-2", ""));
    Answer other =
        server.postEvents(
            token,
            "application/json",
            event("twice", "release.started", "r-2", "\"actor\":\"release-manager\""));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.json().path("status").asString()).isEqualTo("CONFLICT");
  }

  @Test
  void a_malformed_event_is_answered_with_a_problem_that_names_the_place() {
    Answer answer =
        server.postEvents(
            token, "application/json", event("bad", "worker.reported", "w", "\"component\":\"w\""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().path("pointer").asString()).isEqualTo("/subject/content/state");
    assertThat(answer.json().path("code").asString()).isEqualTo("EVENT_MALFORMED");
    assertThat(answer.json().path("type").asString())
        .isEqualTo("urn:changeover:problem:event-malformed");
    assertThat(answer.json().path("title").asString()).isNotBlank();
  }

  @Test
  void a_batch_is_answered_item_by_item() {
    String good = event("b-1", "release.started", "r-3", "");
    String bad = event("b-2", "release.started", "r-3", "\"environment\":1");
    Answer mixed =
        server.postEvents(token, "application/json", "[" + String.join(",", good, bad, good) + "]");
    assertThat(mixed.status()).isEqualTo(207);
    assertThat(mixed.json().valueStream().map(item -> item.path("status").asString()))
        .containsExactly("ACCEPTED", "REJECTED", "DUPLICATE");
    assertThat(mixed.json().get(1).path("pointer").asString())
        .isEqualTo("/1/subject/content/environment");
    Answer lines = server.postEvents(token, "application/x-ndjson", good + "\n" + good + "\n");
    assertThat(lines.status()).isEqualTo(202);
    assertThat(lines.json().size()).isEqualTo(2);
  }

  @Test
  void the_binary_mode_works_over_http() {
    Answer answer =
        server.postEvents(
            token,
            "application/json",
            event("binary", "release.started", "r-4", ""),
            "ce-specversion",
            "1.0",
            "ce-id",
            "binary",
            "ce-source",
            "/fleet/prod",
            "ce-type",
            "dev.cdeventsx.changeover-release.started.0.1.0");
    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void gzip_is_taken_and_a_bomb_is_not() throws IOException {
    String event = event("packed", "release.started", "r-5", "");
    assertThat(
            server
                .postEvents(
                    token,
                    "application/json",
                    gzip(event.getBytes(UTF_8)),
                    "Content-Encoding",
                    "gzip")
                .status())
        .isEqualTo(202);
    Answer bomb =
        server.postEvents(
            token, "application/json", gzip(new byte[12_000_000]), "Content-Encoding", "gzip");
    assertThat(bomb.status()).isEqualTo(413);
    assertThat(bomb.json().path("code").asString()).isEqualTo("BODY_TOO_LARGE");
    Answer broken = server.postEvents(token, "application/json", event, "Content-Encoding", "gzip");
    assertThat(broken.status()).isEqualTo(400);
    assertThat(
            server.postEvents(token, "application/json", event, "Content-Encoding", "br").status())
        .isEqualTo(415);
  }

  @Test
  void a_body_too_large_and_a_foreign_media_type_are_refused() {
    Answer large = server.postEvents(token, "application/json", " ".repeat(9 * 1024 * 1024) + "{}");
    assertThat(large.status()).isEqualTo(413);
    assertThat(server.postEvents(token, "text/csv", "a").status()).isEqualTo(415);
    assertThat(server.postEvents(token, "application/json", "{").status()).isEqualTo(400);
  }

  @Test
  void a_token_speaks_for_its_environments_and_sources_only() {
    Tokens tokens = server.part(Tokens.class);
    String staging = tokens.issue("staging", Set.of(Role.INGEST), Set.of("staging"), null);
    Answer other =
        server.postEvents(staging, "application/json", event("env", "release.started", "r-6", ""));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.json().path("code").asString()).isEqualTo("ENVIRONMENT_NOT_ALLOWED");
    Answer batch =
        server.postEvents(
            staging, "application/x-ndjson", event("env", "release.started", "r-6", "") + "\n");
    assertThat(batch.status()).isEqualTo(207);
    assertThat(batch.json().get(0).path("status").asString()).isEqualTo("REJECTED");
    String fleet = tokens.issue("ci", Set.of(Role.INGEST), Set.of(), Set.of("/ci"), null);
    assertThat(
            server
                .postEvents(fleet, "application/json", event("env", "release.started", "r-6", ""))
                .json()
                .path("code")
                .asString())
        .isEqualTo("SOURCE_NOT_ALLOWED");
    assertThat(stored("env")).isEqualTo(-1);
  }

  @Test
  void without_the_right_token_nothing_is_taken() {
    String event = event("nobody", "release.started", "r-7", "");
    Answer none =
        server.send(
            server
                .to("/events")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event)));
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("www-authenticate")).startsWith("Bearer");
    assertThat(none.json().path("code").asString()).isEqualTo("TOKEN_MISSING");
    String forged = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");
    assertThat(server.postEvents(forged, "application/json", event).json().path("code").asString())
        .isEqualTo("TOKEN_INVALID");
    Answer reader =
        server.postEvents(
            server.token(Role.READ, Role.RESPOND, Role.AUDIT, Role.ADMIN),
            "application/json",
            event);
    assertThat(reader.status()).isEqualTo(403);
    assertThat(reader.json().path("detail").asString()).contains("role ingest");
    assertThat(stored("nobody")).isEqualTo(-1);
  }

  @Test
  void every_example_of_our_own_events_is_stored() {
    String lines = CustomEventsTest.examples().collect(Collectors.joining("\n"));
    Answer answer = server.postEvents(token, "application/x-ndjson", lines);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().valueStream().map(item -> item.path("status").asString()))
        .containsOnly("ACCEPTED");
  }

  private static String event(String id, String name, String subject, String members) {
    return Sent.ours(name, subject, members).replace("\"id\":\"e-1\"", "\"id\":\"" + id + "\"");
  }

  /** The position of an event, -1 where there is none. */
  private static long stored(String id) {
    return server
        .part(JdbcClient.class)
        .sql("select coalesce(max(position), -1) from ledger.event where id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
