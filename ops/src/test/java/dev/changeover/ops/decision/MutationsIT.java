package dev.changeover.ops.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.ops.server.ServerExtension;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class MutationsIT {
  @RegisterExtension static final ServerExtension server = new ServerExtension();

  private static final String ANSWER =
      "receipt {status position source id} userErrors {code message pointer remedy}";
  private static final String VERDICT =
      "{action(type: \"payment\", id: \"%s\") {retry {answer permalink digest subject}}}";

  private static Http all;
  private static Http responder;

  @BeforeAll
  static void payments_are_in_doubt() {
    all = Http.of(server);
    responder = all.with("respond");
    for (String id : new String[] {"p-1", "p-2", "p-3", "p-4"}) {
      all.tell(Payments.inDoubt("shop", id));
    }
  }

  @Test
  void a_look_up_changes_the_verdict_that_is_asked_for_in_the_same_request() {
    assertThat(verdict("p-1").path("answer").asString()).isEqualTo("SAFE_IF");
    JsonNode told =
        responder.mutate(
            "effectRecordLookup",
            ANSWER + " query " + VERDICT.formatted("p-1"),
            lookup("p-1", "charge", "NO_EFFECT", "look-1"));
    assertThat(told.path("userErrors")).isEmpty();
    assertThat(told.at("/receipt/status").asString()).isEqualTo("ACCEPTED");
    assertThat(told.at("/query/action/retry/answer").asString()).isEqualTo("SAFE");
  }

  @Test
  void telling_the_same_twice_records_it_once() {
    JsonNode first = lookUp(lookup("p-2", "charge", "CONFIRMED", "look-2"));
    JsonNode again = lookUp(lookup("p-2", "charge", "CONFIRMED", "look-2"));
    assertThat(again.at("/receipt/status").asString()).isEqualTo("DUPLICATE");
    assertThat(again.at("/receipt/position")).isEqualTo(first.at("/receipt/position"));
    assertThat(code(lookUp(lookup("p-2", "charge", "NO_EFFECT", "look-2"))))
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void a_look_up_names_an_effect_that_is_there() {
    JsonNode refused = lookUp(lookup("p-3", "chargge", "NO_EFFECT", "look-3"));
    assertThat(code(refused)).isEqualTo("EFFECT_UNKNOWN");
    assertThat(refused.at("/userErrors/0/message").asString()).contains("it has charge");
    assertThat(refused.at("/userErrors/0/pointer").asString()).isEqualTo("/input/effect");
    assertThat(refused.path("receipt").isNull()).isTrue();
    assertThat(code(lookUp(lookup("none", "charge", "NO_EFFECT", "look-4"))))
        .isEqualTo("ACTION_UNKNOWN");
  }

  @Test
  void a_look_up_tells_what_a_callee_can_have_said() {
    JsonNode untried = lookUp(lookup("p-3", "charge", "NOT_ATTEMPTED", "look-5"));
    assertThat(untried.at("/userErrors/0/pointer").asString()).isEqualTo("/input/outcome");
  }

  @Test
  void a_decision_names_the_verdict_that_was_seen_by_its_digest() {
    JsonNode seen = verdict("p-3");
    Map<String, Object> decision = decision("p-3", seen, "decide-1");
    decision.put("verdict", Map.of("permalink", seen.path("permalink").asString(), "digest", "00"));
    assertThat(code(decide(decision))).isEqualTo("VERDICT_DIFFERS");
    JsonNode told = decide(decision("p-3", seen, "decide-1"));
    assertThat(told.path("userErrors")).isEmpty();
    JsonNode stored =
        all.ask(
                "query ($p: Long!) {event(position: $p) {type payload source}}",
                Map.of("p", told.at("/receipt/position").asLong()))
            .at("/data/event");
    JsonNode payload = Http.JSON.readTree(stored.path("payload").asString());
    assertThat(stored.path("type").asString()).isEqualTo("decision.recorded.1");
    assertThat(stored.path("source").asString()).startsWith("/tokens/");
    assertThat(payload.at("/verdict/digest").asString()).isEqualTo(seen.path("digest").asString());
    assertThat(payload.path("actor").asString()).isEqualTo("respond");
    assertThat(payload.path("override").asBoolean()).isFalse();
    JsonNode shown =
        all.ask(
                """
                {action(type: "payment", id: "p-3") {
                  decisions {choice actor score outcome verdictDigest events {position}}}}""",
                Map.of())
            .at("/data/action/decisions/0");
    assertThat(shown.path("score").asString()).isEqualTo("NOT_DONE");
    assertThat(shown.path("verdictDigest").asString()).isEqualTo(seen.path("digest").asString());
    assertThat(shown.at("/events/0/position")).isEqualTo(told.at("/receipt/position"));
  }

  @Test
  void going_against_a_verdict_is_named_an_override() {
    lookUp(lookup("p-4", "charge", "CONFIRMED", "look-5"));
    JsonNode seen =
        all.ask(
                """
                {action(type: "payment", id: "p-4") {
                  retry(fromStep: "pay") {answer permalink digest subject}}}""",
                Map.of())
            .at("/data/action/retry");
    assertThat(seen.path("answer").asString()).isEqualTo("UNSAFE");
    Map<String, Object> decision = decision("p-4", seen, "decide-2");
    assertThat(code(decide(decision))).isEqualTo("OVERRIDE_NOT_NAMED");
    decision.put("override", true);
    assertThat(decide(decision).path("userErrors")).isEmpty();
    decision.put("choice", "NO_GO");
    assertThat(code(decide(decision))).isEqualTo("NOTHING_TO_OVERRIDE");
  }

  @Test
  void nobody_approves_a_release_that_has_no_plan() {
    JsonNode refused =
        responder.mutate(
            "releaseApprove",
            ANSWER,
            Map.of(
                "environment",
                "shop",
                "release",
                "none",
                "reason",
                "tested",
                "idempotencyKey",
                "approve-1"));
    assertThat(code(refused)).isEqualTo("RELEASE_NOT_PLANNED");
  }

  @Test
  void whoever_may_only_read_tells_nothing() {
    JsonNode refused =
        all.with("read")
            .ask(
                "mutation ($input: EffectRecordLookupInput!)"
                    + " {effectRecordLookup(input: $input) {receipt {status}}}",
                Map.of("input", lookup("p-1", "charge", "CONFIRMED", "look-6")));
    assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("ROLE_MISSING");
    assertThat(refused.at("/data/effectRecordLookup").isMissingNode()).isTrue();
  }

  @Test
  void a_token_tells_only_of_its_environments() {
    JsonNode refused =
        all.with("respond", "elsewhere")
            .mutate("effectRecordLookup", ANSWER, lookup("p-1", "charge", "CONFIRMED", "look-7"));
    assertThat(code(refused)).isEqualTo("ENVIRONMENT_NOT_ALLOWED");
  }

  @Test
  void a_value_of_the_wrong_form_is_refused_at_its_place() {
    JsonNode refused =
        responder.mutate(
            "coexistenceDeclare",
            ANSWER,
            Map.of(
                "environment",
                "shop",
                "a",
                Map.of("component", "checkout", "versions", new String[] {}),
                "b",
                Map.of("component", "worker", "versions", new String[] {"1"}),
                "verdict",
                "ALLOWED",
                "idempotencyKey",
                "declare-1"));
    assertThat(code(refused)).isEqualTo("MALFORMED");
    assertThat(refused.at("/userErrors/0/pointer").asString()).isEqualTo("/input/a/versions");
  }

  @Test
  void a_rehearsal_and_a_declaration_are_recorded() {
    JsonNode rehearsed =
        responder.mutate(
            "rollbackRecordRehearsal",
            ANSWER,
            Map.of(
                "environment",
                "shop",
                "component",
                "checkout",
                "from",
                "2.4.0",
                "to",
                "2.3.1",
                "duration",
                "PT4M",
                "conditions",
                Map.of("queueDepth", 12, "migrations", new String[] {"split"}),
                "outcome",
                "SUCCEEDED",
                "idempotencyKey",
                "rehearse-1"));
    assertThat(rehearsed.path("userErrors")).isEmpty();
    JsonNode declared =
        responder.mutate(
            "coexistenceDeclare",
            ANSWER,
            Map.of(
                "environment",
                "shop",
                "a",
                Map.of("component", "checkout", "versions", new String[] {"2.3.1", ">=2.4.0"}),
                "b",
                Map.of("component", "worker", "versions", new String[] {"1"}),
                "verdict",
                "ALLOWED",
                "until",
                "2030-01-01T00:00:00Z",
                "idempotencyKey",
                "declare-2"));
    assertThat(declared.path("userErrors")).isEmpty();
  }

  @Test
  void that_gaps_of_a_topic_were_looked_at_is_recorded_with_a_reason() {
    Map<String, Object> look =
        new LinkedHashMap<>(
            Map.of(
                "environment",
                "shop",
                "topic",
                "changes",
                "foundUpTo",
                1,
                "reason",
                " ",
                "idempotencyKey",
                "gaps-1"));
    JsonNode refused = responder.mutate("feedCloseGaps", ANSWER, look);
    assertThat(refused.at("/userErrors/0/pointer").asString()).isEqualTo("/input/reason");
    look.put("reason", "the producer sent all of it again");
    JsonNode told = responder.mutate("feedCloseGaps", ANSWER, look);
    assertThat(told.path("userErrors")).isEmpty();
    assertThat(told.at("/receipt/status").asString()).isEqualTo("ACCEPTED");
  }

  private static JsonNode verdict(String id) {
    return all.ask(VERDICT.formatted(id), Map.of()).at("/data/action/retry");
  }

  private static JsonNode lookUp(Map<String, ?> input) {
    return responder.mutate("effectRecordLookup", ANSWER, input);
  }

  private static JsonNode decide(Map<String, ?> input) {
    return responder.mutate("decisionRecord", ANSWER, input);
  }

  private static String code(JsonNode payload) {
    return payload.at("/userErrors/0/code").asString();
  }

  private static Map<String, Object> lookup(
      String payment, String effect, String outcome, String key) {
    return Map.of(
        "environment",
        "shop",
        "action",
        "payment/" + payment,
        "effect",
        effect,
        "outcome",
        outcome,
        "idempotencyKey",
        key);
  }

  private static Map<String, Object> decision(String payment, JsonNode seen, String key) {
    return new LinkedHashMap<>(
        Map.of(
            "environment",
            "shop",
            "question",
            "RETRY",
            "subject",
            "payment/" + payment,
            "choice",
            "GO",
            "reason",
            "the customer waits",
            "verdict",
            Map.of(
                "permalink",
                seen.path("permalink").asString(),
                "digest",
                seen.path("digest").asString()),
            "idempotencyKey",
            key));
  }
}
