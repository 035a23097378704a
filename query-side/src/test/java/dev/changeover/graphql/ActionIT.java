package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.AttemptError;
import dev.changeover.event.ActionEvent.AttemptOutcome;
import dev.changeover.event.ActionEvent.EffectOutcome;
import dev.changeover.event.ActionEvent.EffectRecorded;
import dev.changeover.event.ActionEvent.StepFinished;
import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.ledger.TestLog;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ActionIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  private static final String RICH =
      """
      type id key state since environment {name} steps {name class attempts {number outcome error events {id}}}
      effects {name outcome events {id}} release {id}
      retry {answer summary findings {rule {id title} facts {name age stale events {position}} remedy {text}}
        missing {name rules {id}}}
      explanation {summary happened {text events {position}} doubts {text events {position}}}
      """;

  @Autowired TestLog log;
  @Autowired CountingDataSource database;
  @LocalServerPort int port;
  private Asking asking;
  private long second;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    use(postgres, properties);
  }

  @BeforeEach
  void a_release_with_orders_of_which_one_is_in_doubt() {
    asking = new Asking(port);
    if (log.head() < 0) {
      append("production", new ReleasePlanned("2026.11.3", plan()));
      append("production", new ReleaseStarted("2026.11.3", "release-manager"));
      for (int i = 0; i < 60; i++) {
        order("production", "o" + i);
      }
      order("production", "twin");
      order("staging", "twin");
    }
  }

  @Test
  void tells_state_explanation_and_verdict_each_with_its_proof() {
    var action = ask("action(type: \"order\", id: \"o7\") {%s}".formatted(RICH)).path("action");
    assertThat(action.path("state").asString()).isEqualTo("IN_DOUBT");
    assertThat(action.at("/environment/name").asString()).isEqualTo("production");
    assertThat(action.at("/release/id").asString()).isEqualTo("2026.11.3");
    assertThat(action.at("/retry/answer").asString()).isIn("UNSAFE", "UNKNOWN");
    assertThat(action.at("/explanation/summary").asString()).contains("`order/o7` is IN_DOUBT");
    assertThat(action.at("/explanation/doubts/0/events")).isNotEmpty();
    assertThat(action.at("/effects/0/outcome").asString()).isEqualTo("IN_DOUBT");
    action
        .at("/retry/findings")
        .forEach(finding -> assertThat(finding.at("/rule/title").asString()).isNotEmpty());
  }

  @Test
  void an_action_in_several_environments_wants_one_named() {
    assertThat(asking.error("{action(type: \"order\", id: \"twin\") {state}}"))
        .isEqualTo("ENVIRONMENT_AMBIGUOUS");
    assertThat(
            ask("action(type: \"order\", id: \"twin\", environment: \"staging\") {environment"
                    + " {name}}")
                .at("/action/environment/name")
                .asString())
        .isEqualTo("staging");
  }

  @Test
  void nobody_knows_an_action_that_no_fact_tells_of() {
    assertThat(ask("action(type: \"order\", id: \"none\") {state}").path("action").isNull())
        .isTrue();
    assertThat(
            ask("action(type: \"order\", id: \"o7\", environment: \"staging\") {state}")
                .path("action")
                .isNull())
        .isTrue();
  }

  @Test
  void a_list_of_fifty_costs_no_more_statements_than_a_list_of_two() {
    int two = statements("actions(where: {environment: \"production\"}, first: 2) {nodes {%s}}");
    int fifty = statements("actions(where: {environment: \"production\"}, first: 50) {nodes {%s}}");
    assertThat(fifty).isEqualTo(two).isLessThan(15);
  }

  @Test
  void a_triage_judges_each_action_for_itself_and_puts_them_into_lots() {
    var triage = triage("");
    assertThat(triage.path("judged").asInt()).isEqualTo(21);
    assertThat(triage.path("next").isNull()).isTrue();
    assertThat(triage.path("safe")).isEmpty();
    assertThat(triage.path("wait")).isEmpty();
    assertThat(triage.path("needsLookup")).isEmpty();
    assertThat(triage.path("never")).hasSize(1);
    var group = triage.at("/never/0");
    assertThat(group.at("/rule/id").asString()).isEqualTo("RETRY-08");
    assertThat(group.path("count").asInt()).isEqualTo(21);
    assertThat(group.path("actions")).hasSize(21);
    assertThat(group.at("/actions/0"))
        .hasToString("{\"id\":\"twin\",\"answer\":\"UNSAFE\",\"from\":\"charge\"}");
    assertThat(triage("where: {state: COMPLETED}").path("judged").asInt()).isZero();
    assertThat(triage("where: {state: IN_DOUBT, key: \"customer/o7\"}").path("judged").asInt())
        .isEqualTo(1);
  }

  @Test
  void a_triage_goes_on_where_the_one_before_ended() {
    var first = triage("limit: 20");
    var rest = triage("limit: 20, after: \"%s\"".formatted(first.path("next").asString()));
    assertThat(first.path("judged").asInt()).isEqualTo(20);
    assertThat(rest.path("judged").asInt()).isEqualTo(1);
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void a_triage_of_many_costs_no_more_statements_than_one_of_two() {
    database.takeStatements();
    triage("limit: 2");
    int two = database.takeStatements().size();
    triage("limit: 5000");
    assertThat(database.takeStatements()).hasSize(two).hasSizeLessThan(15);
  }

  private JsonNode triage(String arguments) {
    return ask("""
            environment(name: "production") {retryTriage%s {judged next
              safe {...group} wait {...group} needsLookup {...group} never {...group}}}}
            fragment group on TriageGroup {rule {id} count actions {id answer from}"""
            .formatted(arguments.isEmpty() ? "" : "(" + arguments + ")"))
        .at("/environment/retryTriage");
  }

  @Test
  void pages_of_any_length_give_every_action_once_newest_first() {
    var whole = ids("{environment: \"production\"}", 100);
    assertThat(whole).hasSize(61).doesNotHaveDuplicates().startsWith("twin", "o59", "o58");
    for (int length : new int[] {1, 7, 60}) {
      assertThat(ids("{environment: \"production\"}", length)).isEqualTo(whole);
    }
  }

  @Test
  void a_list_can_be_narrowed_to_a_state_and_a_release() {
    assertThat(ids("{environment: \"production\", state: IN_DOUBT}", 100)).hasSize(21);
    assertThat(ids("{environment: \"production\", state: IN_DOUBT}", 4)).hasSize(21);
    assertThat(ids("{environment: \"production\", release: \"2026.11.3\", state: COMPLETED}", 100))
        .hasSize(40);
    assertThat(ids("{environment: \"production\", release: \"other\"}", 100)).isEmpty();
  }

  @Test
  void a_permalink_gives_the_same_bytes_each_time_and_the_verdict_that_was_shown() {
    var verdict =
        ask("action(type: \"order\", id: \"o7\") {retry {answer summary permalink asOf"
                + " {position}}}")
            .at("/action/retry");
    var link = verdict.path("permalink").asString();
    var first = asking.get(link);
    assertThat(first.statusCode()).isEqualTo(200);
    append("production", new ReleaseStarted("2026.11.4", "bo"));
    assertThat(asking.get(link).body()).isEqualTo(first.body());
    JsonNode again = JsonMapper.shared().readTree(first.body());
    assertThat(again.path("answer")).isEqualTo(verdict.path("answer"));
    assertThat(again.path("summary")).isEqualTo(verdict.path("summary"));
    assertThat(again.path("permalink").asString()).isEqualTo(link);
  }

  @Test
  void a_rollback_can_be_asked_for_and_its_permalink_gives_the_same_bytes() {
    var release =
        ask("""
        release(environment: "production", id: "2026.11.3") {
          id state components {component from to} steps {id state}
          explanation {summary happened {text events {position}}}
          rollback {answer target findings {__typename rule {id}} permalink}}\
        """)
            .path("release");
    assertThat(release.path("components"))
        .hasToString("[{\"component\":\"checkout\",\"from\":\"2.3.1\",\"to\":\"2.4.0\"}]");
    assertThat(release.path("steps")).hasToString("[{\"id\":\"api\",\"state\":\"NOT_STARTED\"}]");
    assertThat(release.at("/rollback/answer").asString()).isIn("UNKNOWN", "UNSAFE");
    var link = release.at("/rollback/permalink").asString();
    assertThat(asking.get(link).statusCode()).isEqualTo(200);
    assertThat(asking.get(link).body()).isEqualTo(asking.get(link).body());
  }

  @Test
  void asked_at_a_position_it_tells_what_was_known_there() {
    long accepted = log.head() + 1;
    append("production", new ActionAccepted(ref("late"), null, "checkout", "2.4.0", null));
    append("production", finished("late", ActionOutcome.COMPLETED));
    assertThat(
            ask("action(type: \"order\", id: \"late\", asOf: {position: %d}) {state asOf {position lag}}"
                    .formatted(accepted))
                .path("action"))
        .hasToString(
            "{\"state\":\"QUEUED\",\"asOf\":{\"position\":%d,\"lag\":0}}".formatted(accepted));
    assertThat(ask("action(type: \"order\", id: \"late\") {state}").at("/action/state").asString())
        .isEqualTo("COMPLETED");
  }

  private int statements(String query) {
    database.takeStatements();
    ask(query.formatted(RICH));
    return database.takeStatements().size();
  }

  private List<String> ids(String where, int length) {
    var ids = new ArrayList<String>();
    var after = "null";
    while (!after.isEmpty()) {
      var page =
          ask("actions(where: %s, first: %d, after: %s) {nodes {id} pageInfo {hasNextPage endCursor}}"
                  .formatted(where, length, after))
              .path("actions");
      page.path("nodes").forEach(node -> ids.add(node.path("id").asString()));
      after =
          page.at("/pageInfo/hasNextPage").asBoolean()
              ? "\"" + page.at("/pageInfo/endCursor").asString() + "\""
              : "";
    }
    ids.remove("late");
    return ids;
  }

  private JsonNode ask(String field) {
    return asking.data("{" + field + "}");
  }

  /** Every third order is in doubt, the others completed. */
  private void order(String environment, String id) {
    append(environment, new ActionAccepted(ref(id), "customer/" + id, "checkout", "2.4.0", null));
    append(
        environment,
        new StepStarted(
            ref(id), "charge", 1, "checkout", "2.4.0", "c-1", null, null, null, null, null));
    boolean inDoubt = !id.startsWith("o") || Integer.parseInt(id.substring(1)) % 3 == 1;
    append(
        environment,
        new StepFinished(
            ref(id),
            "charge",
            1,
            "checkout",
            "2.4.0",
            "c-1",
            null,
            inDoubt ? AttemptOutcome.TIMED_OUT : AttemptOutcome.SUCCEEDED,
            inDoubt ? new AttemptError("timeout", null) : null,
            null,
            null,
            null));
    append(
        environment,
        new EffectRecorded(
            ref(id),
            "charge",
            1,
            "charge-card",
            "provider",
            inDoubt ? EffectOutcome.UNKNOWN : EffectOutcome.CONFIRMED,
            null,
            null,
            null,
            null));
    if (!inDoubt) {
      append(environment, finished(id, ActionOutcome.COMPLETED));
    }
  }

  private static Event finished(String id, ActionOutcome outcome) {
    return new ActionFinished(ref(id), null, "checkout", "2.4.0", outcome);
  }

  private static ActionRef ref(String id) {
    return new ActionRef("order", id);
  }

  private void append(String environment, Event event) {
    var at = START.plusSeconds(second++);
    log.append(environment, event, at, at, "it");
  }

  private static ReleasePlan plan() {
    return new ReleasePlan(
        "2026.11.3",
        "production",
        null,
        null,
        null,
        List.of(new PlannedComponent("checkout", ComponentKind.API, "2.3.1", "2.4.0", null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new PlannedStep("api", "checkout", null, null, List.of(), null, null, null)),
        List.of(),
        null);
  }
}
