package dev.changeover.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ingest.DoorServer;
import dev.changeover.ingest.DoorServer.Answer;
import dev.changeover.testing.PostgresExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TokensDoorIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static DoorServer server;
  private static String admin;

  @BeforeAll
  static void start() {
    server = DoorServer.start(postgres);
    admin = server.token(Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_token_works_from_its_making_to_its_revocation() {
    Answer made =
        issue(
            admin,
            """
            {"name":"ci","roles":["ingest"],"environments":["staging"],"sources":["/ci"],
             "expiresAt":"2999-01-01T00:00:00Z"}""");
    assertThat(made.status()).isEqualTo(201);
    String token = made.json().path("token").asString();
    String id = made.json().path("id").asString();
    assertThat(token).startsWith("chg_" + id + "_");
    assertThat(server.part(Tokens.class).authenticate(token))
        .hasValue(new Caller(id, "ci", EnumSet.of(Role.INGEST), Set.of("staging"), Set.of("/ci")));

    Answer listed = server.send(server.to("/admin/tokens").headers("Authorization", bearer(admin)));
    assertThat(listed.json().valueStream().filter(each -> id.equals(each.path("id").asString())))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.path("name").asString()).isEqualTo("ci");
              assertThat(each.path("expiresAt").asString()).isEqualTo("2999-01-01T00:00:00Z");
              assertThat(each.toString()).doesNotContain(token);
            });

    assertThat(revoke(id).status()).isEqualTo(204);
    assertThat(server.part(Tokens.class).authenticate(token)).isEmpty();
    assertThat(revoke(id).status()).isEqualTo(404);
  }

  @Test
  void a_request_that_makes_no_token_says_where_it_is_wrong() {
    assertRefused("{\"roles\":[\"ingest\"]}", "/name", "is missing");
    assertRefused("{\"name\":\"ci\",\"roles\":[]}", "/roles", "is empty");
    assertRefused("{\"name\":\"ci\",\"roles\":[\"root\"]}", "/roles/0", "one of ingest, read");
    assertRefused("{\"name\":\"ci\",\"roles\":[\"read\"],\"role\":1}", "/role", "");
    assertRefused(
        "{\"name\":\"ci\",\"roles\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "/expiresAt",
        "has passed");
    assertRefused("{", "", "");
  }

  @Test
  void who_is_bound_may_not_hand_out_what_is_not() {
    for (String bound :
        new String[] {
          server
              .part(Tokens.class)
              .issue("bound", EnumSet.of(Role.ADMIN), Set.of("staging"), Set.of(), null),
          server
              .part(Tokens.class)
              .issue("bound", EnumSet.of(Role.ADMIN), Set.of(), Set.of("/ci"), null)
        }) {
      Answer refused = issue(bound, "{\"name\":\"mine\",\"roles\":[\"admin\"]}");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().path("detail").asString()).contains("may not manage tokens");
    }
  }

  private static void assertRefused(String body, String pointer, String detail) {
    Answer refused = issue(admin, body);
    assertThat(refused.status()).as(body).isEqualTo(400);
    assertThat(refused.json().path("pointer").asString()).as(body).isEqualTo(pointer);
    assertThat(refused.json().path("detail").asString()).as(body).contains(detail);
  }

  private static Answer issue(String caller, String body) {
    return server.send(
        server
            .to("/admin/tokens")
            .headers("Authorization", bearer(caller), "Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Answer revoke(String id) {
    return server.send(
        server.to("/admin/tokens/" + id).headers("Authorization", bearer(admin)).DELETE());
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }
}
