package dev.changeover.ops.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.changeover.ops.CommandRun;
import dev.changeover.ops.server.ServerExtension;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Facts that are in the log and that no read model can take: written there by SQL, past the doors,
 * as if before there was a limit. A server of its own, and one story.
 */
@Timeout(120)
@TestMethodOrder(OrderAnnotation.class)
class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final ServerExtension server = new ServerExtension();

  private static final String VERDICT = "{answer findings {rule {id} subject message}}";

  private static Http all;
  private static JdbcClient sql;
  private static long letter;

  @BeforeAll
  static void a_payment_may_run_again() {
    all = Http.of(server);
    sql = JdbcClient.create(server.database());
    for (String environment : List.of("shop", "other")) {
      all.tell(Payments.inDoubt(environment, "p-1"));
      all.mutate(
          "effectRecordLookup",
          "userErrors {code}",
          Map.of(
              "environment", environment,
              "action", "payment/p-1",
              "effect", "charge",
              "outcome", "NO_EFFECT",
              "idempotencyKey", "look-" + environment));
    }
    assertThat(retry("shop", null).path("answer").asString()).isEqualTo("SAFE");
  }

  @Test
  @Order(1)
  void a_fact_that_cannot_be_folded_makes_every_verdict_of_its_environment_unknown() {
    letter = write("shop", "action.accepted.1", "order/zz", accepted(random(3_000)));
    await().atMost(PATIENCE).until(() -> ready().path("alarm").isString());

    JsonNode verdict = retry("shop", null);
    assertThat(verdict.path("answer").asString()).isEqualTo("UNKNOWN");
    assertThat(verdict.at("/findings/0/rule/id").asString()).isEqualTo("RETRY-34");
    assertThat(verdict.at("/findings/0/message").asString())
        .contains("fact at position " + letter, "read model action");
    JsonNode others =
        all.ask(
                "{retire(environment: \"shop\", subject: {component: \"payments\", version: \"7.0.0\"}) %s}"
                    .formatted(VERDICT),
                Map.of())
            .path("data");
    assertThat(lacking(others.path("retire"))).containsExactly("RETIRE-17");
    assertThat(retry("other", null).path("answer").asString()).isEqualTo("SAFE");
    assertThat(retry("shop", letter - 1).path("answer").asString()).isEqualTo("SAFE");
    assertThat(retry("shop", letter).path("answer").asString()).isEqualTo("UNKNOWN");
  }

  @Test
  @Order(2)
  void a_release_can_go_neither_back_nor_on() {
    all.tell(
        Payments.event(
            "shop", "release.started", "r-1", Instant.now(), "\"actor\":\"release-manager\""));
    JsonNode release =
        all.ask(
                "{release(id: \"r-1\", environment: \"shop\") {rollback %1$s proceed %1$s}}"
                    .formatted(VERDICT),
                Map.of())
            .at("/data/release");
    assertThat(lacking(release.path("rollback"))).containsExactly("ROLLBACK-31");
    assertThat(lacking(release.path("proceed"))).containsExactly("PROCEED-18");
  }

  @Test
  @Order(3)
  void the_read_model_goes_on_and_takes_what_follows_in_the_stream() {
    all.tell(
        Payments.event(
            "shop",
            "action.finished",
            "order/zz",
            Instant.now(),
            "\"action\":\"order/zz\",\"outcome\":\"COMPLETED\""));
    await()
        .atMost(PATIENCE)
        .until(
            () -> model("action").path("position").asLong() == ready().path("position").asLong());
    assertThat(model("action").path("deadLetters").asLong()).isEqualTo(1);
    assertThat(ready().path("status").asString()).isEqualTo("UP");
    assertThat(
            sql.sql("select outcome from view.action where environment = 'shop' and id = 'zz'")
                .query(String.class)
                .single())
        .isEqualTo("COMPLETED");
  }

  @Test
  @Order(4)
  void the_command_line_lists_and_explains_it_and_only_to_admins() {
    CommandRun listed = CommandRun.against(server, "dead-letters", "list");
    assertThat(listed.exitCode()).isEqualTo(1);
    assertThat(listed.out()).contains("action  position " + letter, "order/zz", "index row");
    CommandRun explained =
        CommandRun.against(server, "dead-letters", "explain", "action", String.valueOf(letter));
    assertThat(explained.out())
        .contains("action.accepted.1", "under id " + letter, "index row", "verdicts on shop");
    CommandRun again = CommandRun.against(server, "dead-letters", "retry", "action");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.out()).contains("action: 0 taken in, 1 left");
    assertThat(all.with("read").get("/admin/dead-letters", "application/json").statusCode())
        .isEqualTo(403);
  }

  @Test
  @Order(5)
  void once_mended_it_is_taken_in_by_itself_and_verdicts_are_what_they_were() {
    sql.sql("drop index view.action_of_key").update();
    await().atMost(PATIENCE).until(() -> !ready().path("alarm").isString());
    assertThat(retry("shop", null).path("answer").asString()).isEqualTo("SAFE");
    assertThat(retry("shop", letter).path("answer").asString()).isEqualTo("SAFE");
    assertThat(CommandRun.against(server, "dead-letters", "list").exitCode()).isZero();
    assertThat(CommandRun.against(server, "dead-letters", "retry").exitCode()).isZero();
  }

  @Test
  @Order(6)
  void a_long_version_in_the_log_can_be_read() {
    write(
        "shop",
        "component.observed.1",
        "web",
        "{\"component\":\"web\",\"version\":\"%s\"}".formatted("9".repeat(60_000)));
    all.tell(Payments.event("shop", "release.started", "r-2", Instant.now(), "\"actor\":\"a\""));
    JsonNode environment = all.ask("{environment(name: \"shop\") {components {name}}}", Map.of());
    assertThat(environment.path("errors")).as("%s", environment).isEmpty();
    assertThat(retry("shop", null).path("answer").asString()).isEqualTo("SAFE");
  }

  @Test
  @Order(7)
  void a_fact_of_no_environment_may_concern_all() {
    write(null, "of.later.9", "s", "{}");
    await().atMost(PATIENCE).until(() -> ready().path("alarm").isString());
    assertThat(retry("shop", null).path("answer").asString()).isEqualTo("UNKNOWN");
    assertThat(retry("other", null).path("answer").asString()).isEqualTo("UNKNOWN");
  }

  private static JsonNode retry(String environment, @Nullable Long position) {
    JsonNode answer =
        all.ask(
            "query ($e: String!, $p: Long) {action(type: \"payment\", id: \"p-1\", environment: $e, asOf: {position: $p}) {retry %s}}"
                .formatted(VERDICT),
            position == null ? Map.of("e", environment) : Map.of("e", environment, "p", position));
    assertThat(answer.path("errors")).as("%s", answer).isEmpty();
    return answer.at("/data/action/retry");
  }

  /** Rules that say that the read model of actions lacks something. */
  private static List<String> lacking(JsonNode verdict) {
    assertThat(verdict.path("answer").asString()).isIn("UNKNOWN", "UNSAFE");
    return verdict
        .path("findings")
        .valueStream()
        .filter(each -> each.path("message").asString().contains("could not be taken into"))
        .map(each -> each.at("/rule/id").asString())
        .toList();
  }

  private static JsonNode ready() {
    return Http.JSON.readTree(all.get("/ready", "application/json").body());
  }

  private static JsonNode model(String name) {
    return ready().path("projections").path(name);
  }

  private static String accepted(String key) {
    return "{\"action\":{\"type\":\"order\",\"id\":\"zz\"},\"key\":\"%s\",\"component\":\"payments\",\"version\":\"7.0.0\"}"
        .formatted(key);
  }

  private static String random(int length) {
    return new Random(1)
        .ints(length, 'a', 'z')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** Appends past the doors, as they would. */
  private static long write(
      @Nullable String environment, String type, String subject, String payload) {
    return sql.sql(
            """
            with head as (
              update ledger.head set next_position = next_position + 1
              returning next_position - 1 as position),
            event as (
              insert into ledger.event (position, stream_seq, occurred_at, recorded_at, source, id,
                stored_type, environment, subject, stream, content_sha256, payload)
              select position, 0, now(), now(), '/past/the/doors', position::text, :type,
                :environment, :subject, 'action/' || coalesce(:environment, '-') || '/' || :subject,
                decode(repeat('00', 32), 'hex'), convert_to(:payload, 'UTF8') from head
              returning position)
            select position from event
            """)
        .param("type", type)
        .param("environment", environment, Types.VARCHAR)
        .param("subject", subject)
        .param("payload", payload)
        .query(Long.class)
        .single();
  }
}
