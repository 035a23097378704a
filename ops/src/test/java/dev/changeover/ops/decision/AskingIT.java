package dev.changeover.ops.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Sha256;
import dev.changeover.ops.CommandRun;
import dev.changeover.ops.server.ServerExtension;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class AskingIT {
  @RegisterExtension static final ServerExtension server = new ServerExtension();

  private static final String SINCE =
      """
      {action(type: "payment", id: "p-1") {retry {answer since(asOf: {position: %d}) {
        before now summary from {position}
        gone {because before {rule {id}} events {position}}
        appeared {because after {rule {id} message} events {position}}
        changed {because after {rule {id} message} events {position}}}}}}""";

  private static Http all;
  private static long before;
  private static long lookUp;

  @BeforeAll
  static void a_payment_was_in_doubt_and_was_looked_up() {
    all = Http.of(server);
    all.tell(Payments.inDoubt("shop", "p-1"));
    JsonNode told =
        all.mutate(
            "effectRecordLookup",
            "receipt {position}",
            Map.of(
                "environment",
                "shop",
                "action",
                "payment/p-1",
                "effect",
                "charge",
                "outcome",
                "NO_EFFECT",
                "idempotencyKey",
                "look-1"));
    lookUp = told.at("/receipt/position").asLong();
    before = lookUp - 1;
  }

  @Test
  void a_verdict_tells_what_has_changed_and_which_event_changed_it() {
    JsonNode change = all.ask(SINCE.formatted(before), Map.of()).at("/data/action/retry/since");
    assertThat(change.path("before").asString()).isEqualTo("SAFE_IF");
    assertThat(change.path("now").asString()).isEqualTo("SAFE");
    JsonNode changed = change.at("/changed/0");
    assertThat(changed.at("/after/rule/id").asString()).isEqualTo("RETRY-07");
    assertThat(changed.path("because").asString()).isEqualTo("EVENTS");
    assertThat(changed.at("/events/0/position").asLong()).isEqualTo(lookUp);
  }

  @Test
  void nothing_has_changed_since_the_same_point() {
    JsonNode change = all.ask(SINCE.formatted(lookUp), Map.of()).at("/data/action/retry/since");
    assertThat(change.path("appeared")).isEmpty();
    assertThat(change.path("gone")).isEmpty();
    assertThat(change.path("changed")).isEmpty();
    assertThat(change.path("summary").asString())
        .isEqualTo("The answer was SAFE and is. No finding differs.");
  }

  @Test
  void the_command_line_says_what_has_changed() {
    CommandRun run =
        CommandRun.against(
            server, "can", "retry", "payment/p-1", "--since", "2020-01-01T00:00:00Z");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Since 2020-01-01T00:00:00Z (position -1): Nothing was known of it")
        .contains("new   RETRY-07");
  }

  @Test
  void a_document_is_sent_once_and_named_by_its_digest_afterwards() {
    String document = "{ledgerless: __typename}";
    Map<String, Object> named =
        Map.of(
            "persistedQuery",
            Map.of(
                "version",
                1,
                "sha256Hash",
                Sha256.of(document.getBytes(StandardCharsets.UTF_8)).hex()));
    assertThat(post(Map.of("extensions", named)).at("/errors/0/message").asString())
        .isEqualTo("PersistedQueryNotFound");
    assertThat(
            post(Map.of("query", document, "extensions", named)).at("/data/ledgerless").asString())
        .isEqualTo("Query");
    assertThat(post(Map.of("extensions", named)).at("/data/ledgerless").asString())
        .isEqualTo("Query");
  }

  private static JsonNode post(Map<String, ?> request) {
    return Http.JSON.readTree(all.post("/graphql", request).body());
  }
}
