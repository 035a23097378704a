package dev.changeover.ops.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Sha256;
import dev.changeover.ops.server.ServerExtension;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GatesIT {
  @RegisterExtension static final ServerExtension server = new ServerExtension();

  private static final String GATE = "/gates/retry/shop/payment/p-1";

  private static Http all;
  private static Http reader;

  @BeforeAll
  static void payments_are_in_doubt() {
    all = Http.of(server);
    reader = all.with("read", "shop");
    all.tell(Payments.inDoubt("shop", "p-1"));
    all.tell(Payments.inDoubt("shop", "p-2"));
    all.mutate(
        "effectRecordLookup",
        "userErrors {code}",
        Map.of(
            "environment",
            "shop",
            "action",
            "payment/p-2",
            "effect",
            "charge",
            "outcome",
            "NO_EFFECT",
            "idempotencyKey",
            "look-1"));
  }

  @Test
  void opens_where_the_answer_is_safe() {
    HttpResponse<String> open = reader.get("/gates/retry/shop/payment/p-2", "application/json");
    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(Http.JSON.readTree(open.body()).path("pass").asBoolean()).isTrue();
    assertThat(open.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void stays_shut_under_conditions_until_the_pipeline_accepts_them() {
    HttpResponse<String> shut = reader.get(GATE, "application/json");
    assertThat(shut.statusCode()).isEqualTo(412);
    JsonNode gate = Http.JSON.readTree(shut.body());
    assertThat(gate.path("answer").asString()).isEqualTo("SAFE_IF");
    assertThat(gate.path("pass").asBoolean()).isFalse();
    assertThat(gate.at("/conditions/0/rule").asString()).isEqualTo("RETRY-07");
    assertThat(reader.get(GATE + "?acceptConditions=true", "application/json").statusCode())
        .isEqualTo(200);
  }

  @Test
  void shows_the_verdict_in_every_answer_to_clients_that_read_no_failure() {
    HttpResponse<String> shut = reader.get(GATE + "?status=200", "application/json");
    assertThat(shut.statusCode()).isEqualTo(200);
    assertThat(Http.JSON.readTree(shut.body()).path("pass").asBoolean()).isFalse();
  }

  @Test
  void says_the_answer_on_the_first_line_of_plain_text() {
    assertThat(reader.get(GATE, "text/plain").body().lines().findFirst()).contains("SAFE_IF");
  }

  @Test
  void asks_no_other_question_than_the_one_that_was_meant() {
    assertThat(reader.get(GATE + "?form=pay", "application/json").statusCode()).isEqualTo(400);
    assertThat(reader.get("/gates/retri/shop/payment/p-1", "application/json").statusCode())
        .isEqualTo(404);
    assertThat(reader.get("/gates/retry/shop/payment/none", "application/json").statusCode())
        .isEqualTo(404);
  }

  @Test
  void refuses_a_parameter_that_is_given_twice() {
    HttpResponse<String> verdict =
        reader.get("/verdicts/retry/shop/payment/p-1?position=5&position=6", "application/json");
    assertThat(verdict.statusCode()).isEqualTo(400);
    assertThat(verdict.body())
        .contains("parameter position is given 2 times, as '5', '6'; give it once");
    assertThat(
            reader
                .get(GATE + "?acceptConditions=false&acceptConditions=true", "application/json")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void says_that_a_path_names_no_subject() {
    HttpResponse<String> answer = reader.get("/gates/retry/shop", "application/json");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("names no subject");
  }

  @Test
  void the_permalink_of_an_answer_from_before_the_log_can_be_read() {
    HttpResponse<String> answer =
        reader.get("/gates/proceed/shop/nope?instant=2001-01-01T00:00:00Z", "application/json");
    String permalink = JsonMapper.shared().readTree(answer.body()).path("permalink").asString();
    assertThat(permalink).contains("position=-1");
    assertThat(reader.get(permalink, "application/json").statusCode()).isEqualTo(200);
  }

  @Test
  void stays_shut_for_a_release_or_a_version_that_nobody_named() {
    HttpResponse<String> release = reader.get("/gates/proceed/shop/nope", "text/plain");
    assertThat(release.statusCode()).isEqualTo(424);
    assertThat(release.body()).contains("Release nope of shop is not known.");
    assertThat(reader.get("/gates/roll-back/shop/nope", "text/plain").statusCode()).isEqualTo(424);
    assertThat(reader.get("/gates/retire/shop/api@0.0.1", "text/plain").statusCode())
        .isEqualTo(424);
  }

  @Test
  void needs_a_token_that_may_read_the_environment() {
    assertThat(all.with("ingest").get(GATE, "application/json").statusCode()).isEqualTo(403);
    assertThat(all.with("read", "elsewhere").get(GATE, "application/json").statusCode())
        .isEqualTo(403);
    assertThat(new Http(all.url(), "chg_none").get(GATE, "application/json").statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_permalink_gives_the_bytes_that_the_digest_is_of() {
    JsonNode gate = Http.JSON.readTree(reader.get(GATE, "application/json").body());
    HttpResponse<String> first = reader.get(gate.path("permalink").asString(), "application/json");
    HttpResponse<String> again = reader.get(gate.path("permalink").asString(), "application/json");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(Sha256.of(first.body().getBytes(StandardCharsets.UTF_8)).hex())
        .isEqualTo(gate.path("digest").asString());
    assertThat(first.headers().firstValue("ETag"))
        .contains("\"" + gate.path("digest").asString() + "\"");
  }
}
