package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionEvent.MessageConsumed;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.PathEvent.PathIntroduced;
import dev.changeover.event.PathEvent.PathKind;
import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.ledger.TestLog;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class RetireIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T13:00:00Z");

  @Autowired TestLog log;
  @Autowired CountingDataSource database;
  @LocalServerPort int port;
  private Asking asking;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    use(postgres, properties);
  }

  @BeforeEach
  void a_version_is_scaled_to_zero_with_open_actions_and_paths_are_kept() {
    asking = new Asking(port);
    if (log.head() < 0) {
      at(0, worker("flow-old-1", "1.4.0", WorkerState.DRAINING, "flow/1"));
      at(1, accepted("f-1"));
      at(2, accepted("f-2"));
      at(3, accepted("f-3"));
      at(4, finished("f-3"));
      at(5, new MessageConsumed(ref("f-3"), "flows", form(), "m-3", "flow", "1.4.0"));
      at(30, new WorkerStopped("flow", "1.4.0", "flow-old-1", "scaled to zero"));
      at(40, worker("flow-new-1", "2.0.0", WorkerState.RUNNING, "flow/2"));
      at(45, new QueueObserved("flows", 0, null, Map.of(), 0L, 0L, 0L));
      for (int i = 0; i < 20; i++) {
        at(46, introduced("column-" + i));
      }
      at(47, used("column-0", "report"));
      at(48, seen("checkout", "2.3.1"));
    }
  }

  @Test
  void names_the_open_actions_that_can_never_end() {
    var verdict = retire("component: \"flow\", version: \"1.4.0\"");
    assertThat(verdict.path("answer").asString()).isEqualTo("UNSAFE");
    var lead = verdict.at("/findings/0");
    assertThat(lead.at("/rule/id").asString()).isEqualTo("RETIRE-03");
    assertThat(lead.path("harms"))
        .hasToString("[{\"kind\":\"ACTION\",\"ids\":[\"flow/f-1\",\"flow/f-2\"]}]");
    assertThat(verdict.path("findings").findValuesAsString("id"))
        .contains("RETIRE-02", "RETIRE-17", "RETIRE-14");
    assertThat(verdict.path("findings").toString()).contains("1 closed action still needs");
  }

  @Test
  void its_permalink_and_its_gate_give_the_same_answer_again() {
    var link = retire("component: \"flow\", version: \"1.4.0\"").path("permalink").asString();
    var first = asking.get(link);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.body()).contains("RETIRE-03");
    assertThat(asking.get(link).body()).isEqualTo(first.body());
    String query = link.substring(link.indexOf('?'), link.indexOf("&component"));
    assertThat(asking.get("/verdicts/retire/production/flow@1.4.0" + query).body())
        .isEqualTo(first.body());
  }

  @Test
  void asks_about_a_path_a_form_and_a_flag() {
    assertThat(retire("path: \"column-1\"").path("findings").findValuesAsString("id"))
        .contains("RETIRE-09", "RETIRE-10", "RETIRE-16");
    assertThat(retire("schema: \"column-1\"").path("answer").asString()).isEqualTo("UNSAFE");
    assertThat(retire("schema: \"flow/1\"").path("answer").asString()).isEqualTo("UNKNOWN");
    assertThat(retire("flag: \"none\"").at("/findings/0/rule/id").asString())
        .isEqualTo("RETIRE-00");
  }

  @Test
  void refuses_a_subject_that_names_nothing_or_two_things() {
    for (String subject :
        List.of("", "component: \"flow\"", "path: \"a\", flag: \"b\"", "path: \" \"")) {
      assertThat(
              asking.error(
                  "{retire(environment: \"production\", subject: {%s}) {answer}}"
                      .formatted(subject)))
          .isEqualTo("SUBJECT_UNCLEAR");
    }
  }

  @Test
  void the_register_of_debts_costs_the_same_statements_however_many_there_are() {
    database.takeStatements();
    asking.data("{environment(name: \"production\") {name}}");
    int least = database.takeStatements().size();
    var debts =
        asking
            .data(
                """
                {environment(name: "production", asOf: {instant: "2026-11-20T13:01:00Z", position: %d}) {
                  debts {path kind owner overdue lastUsedAt callers neededBy {component versions}
                    retire {answer findings {rule {id} facts {events {position}}}} events {position}}}}"""
                    .formatted(log.head()))
            .at("/environment/debts");
    assertThat(database.takeStatements().size()).isBetween(least, least + 2);
    assertThat(debts).hasSize(20);
    assertThat(debts.get(0).path("callers")).hasToString("[\"report\"]");
    assertThat(debts.get(0).at("/neededBy/0"))
        .hasToString("{\"component\":\"checkout\",\"versions\":\"<2.4.0\"}");
    assertThat(debts.get(0).path("overdue").asBoolean()).isTrue();
    assertThat(debts.get(0).at("/retire/answer").asString()).isEqualTo("UNSAFE");
  }

  private JsonNode retire(String subject) {
    return asking
        .data(
            """
            {retire(environment: "production", subject: {%s}, asOf: {instant: "2026-11-20T13:01:00Z", position: %d}) {
              answer summary permalink findings {
                rule {id} message ... on Blocks {harms {kind ids}}}}}"""
                .formatted(subject, log.head()))
        .path("retire");
  }

  private void at(long second, Event event) {
    log.append(event, START.plusSeconds(second));
  }

  private static ActionRef ref(String id) {
    return new ActionRef("flow", id);
  }

  private static MessageForm form() {
    return new MessageForm("flow/1");
  }

  private static Event accepted(String id) {
    return new ActionAccepted(ref(id), null, "flow", "1.4.0", null);
  }

  private static Event finished(String id) {
    return new ActionFinished(ref(id), null, "flow", "1.4.0", ActionOutcome.COMPLETED);
  }

  private static Event worker(String instance, String version, WorkerState state, String form) {
    return new WorkerReported(
        "flow",
        version,
        instance,
        null,
        List.of("flows"),
        List.of(new MessageForm(form)),
        0L,
        state,
        null,
        null);
  }

  private static Event seen(String component, String version) {
    return new ComponentObserved(
        component, ComponentKind.API, version, component, null, null, null);
  }

  private static Event introduced(String path) {
    return new PathIntroduced(
        path,
        PathKind.COLUMN,
        Map.of("checkout", VersionRange.of("<2.4.0")),
        null,
        Instant.parse("2026-11-01T00:00:00Z"),
        List.of());
  }

  private static Event used(String path, String caller) {
    return new PathUsed(path, PathKind.COLUMN, Map.of(), null, null, List.of(caller));
  }
}
