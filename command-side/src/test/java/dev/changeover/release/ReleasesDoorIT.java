package dev.changeover.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.access.Role;
import dev.changeover.access.Tokens;
import dev.changeover.ingest.DoorServer;
import dev.changeover.ingest.DoorServer.Answer;
import dev.changeover.testing.PostgresExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReleasesDoorIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static DoorServer server;
  private static String responder;

  @BeforeAll
  static void start() {
    server = DoorServer.start(postgres);
    responder = server.token(Role.RESPOND);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_plan_is_created_repeated_and_amended_until_the_release_starts() {
    Answer created = put("production", "r-1", plan("r-1"));
    assertThat(created.status()).isEqualTo(201);
    long position = created.json().path("receipt").path("position").longValue();
    assertThat(row(position))
        .containsEntry("stored_type", "release.planned.1")
        .containsEntry("environment", "production")
        .containsEntry("subject", "r-1")
        .containsEntry("actor", "test")
        .containsEntry("source", created.json().path("receipt").path("source").asString())
        .containsEntry("id", created.json().path("receipt").path("id").asString());
    Answer repeated = put("production", "r-1", plan("r-1"));
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json().path("change").asString()).isEqualTo("UNCHANGED");
    assertThat(repeated.json().path("receipt").path("position").longValue()).isEqualTo(position);
    Answer amended = put("production", "r-1", plan("r-1").replace("PT2H", "PT4H"));
    assertThat(amended.status()).isEqualTo(200);
    assertThat(amended.json().path("change").asString()).isEqualTo("AMENDED");
    started("r-1");
    Answer late = put("production", "r-1", plan("r-1"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("code").asString()).isEqualTo("RELEASE_STARTED");
  }

  @Test
  void a_release_first_seen_running_takes_no_plan() {
    started("r-2");
    assertThat(put("production", "r-2", plan("r-2")).status()).isEqualTo(409);
  }

  @Test
  void a_faulty_plan_is_refused_with_every_place() {
    Answer refused =
        put(
            "staging",
            "other",
            plan("r-3")
                .replace("deploy: checkout", "deploy: cart")
                .replace("[expand]", "[nothing]"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("content-type")).startsWith("application/problem+json");
    assertThat(refused.json().path("errors").valueStream().map(e -> e.path("pointer").asString()))
        .containsExactly("/environment", "/release", "/steps/1/after/0", "/steps/2/deploy");
    assertThat(put("production", "r-3", "a: b: c").status()).isEqualTo(400);
  }

  @Test
  void a_plan_that_no_read_model_could_keep_is_refused_at_its_place() {
    Answer refused =
        put("production", "r-long", plan("r-long").replace("to: 2.4.0", "to: v" + "9".repeat(480)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("pointer").asString()).isEqualTo("/components/0/to");
    assertThat(put("e%25", "r-long", plan("r-long").replace("production", "e%")).status())
        .isBetween(400, 422);
  }

  @Test
  void only_who_may_respond_there_hands_in_plans() {
    String reader = server.token(Role.INGEST, Role.READ, Role.AUDIT);
    assertThat(put(reader, "production", "r-4", plan("r-4")).status()).isEqualTo(403);
    String elsewhere =
        server.part(Tokens.class).issue("x", Set.of(Role.RESPOND), Set.of("staging"), null);
    Answer refused = put(elsewhere, "production", "r-4", plan("r-4"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().path("code").asString()).isEqualTo("ENVIRONMENT_NOT_ALLOWED");
  }

  private static String plan(String id) {
    return Plans.text().replace("2026.11.3", id);
  }

  private static void started(String id) {
    String event =
        """
        {"context":{"specversion":"0.5.1","id":"start-%s","source":"/ci",\
        "type":"dev.cdeventsx.changeover-release.started.0.1.0","timestamp":"2026-11-20T14:02:10Z"},\
        "subject":{"id":"%s","content":{"environment":"production"}}}"""
            .formatted(id, id);
    assertThat(server.postEvents(server.token(Role.INGEST), "application/json", event).status())
        .isEqualTo(202);
  }

  private static Answer put(String environment, String id, String plan) {
    return put(responder, environment, id, plan);
  }

  private static Answer put(String token, String environment, String id, String plan) {
    return server.send(
        server
            .to("/releases/" + environment + "/" + id)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofString(plan)));
  }

  private static Map<String, @Nullable Object> row(long position) {
    return server
        .part(JdbcClient.class)
        .sql(
            """
            select stored_type, environment, subject, actor, source, id
            from ledger.event where position = ?
            """)
        .param(position)
        .query()
        .singleRow();
  }
}
