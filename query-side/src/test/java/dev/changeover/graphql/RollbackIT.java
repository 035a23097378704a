package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.StepStarted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.Outcome;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.ReleaseEvent.RehearsalConditions;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.RollbackRehearsed;
import dev.changeover.event.ScheduleEvent.ScheduleRegistered;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
import dev.changeover.ledger.TestLog;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.testing.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

/** What a release tells about going back, besides the verdict. */
class RollbackIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");

  @Autowired TestLog log;
  @Autowired CountingDataSource database;
  @LocalServerPort int port;
  private Asking asking;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    use(postgres, properties);
  }

  @BeforeEach
  void new_workers_have_begun_work_that_the_old_ones_cannot_take_over() {
    asking = new Asking(port);
    if (log.head() < 0) {
      at(0, new ReleasePlanned("r-2", plan()));
      at(1, rehearsed(Outcome.SUCCEEDED));
      at(2, worker("w-1", "1.0.0", "job/1"));
      at(3, started("order", "0", "reserve", "1.0.0"));
      at(10, new ReleaseStarted("r-2", null));
      at(11, worker("w-2", "2.0.0", "job/1", "job/2"));
      at(20, queue(0));
      for (int i = 1; i <= 3; i++) {
        at(30 + i, started("order", "" + i, "split", "2.0.0"));
      }
      at(40, queue(12));
      at(41, new ScheduleRegistered("nightly", "worker", "2.0.0", null, null));
      at(45, worker("w-1", "1.0.0", "job/1"));
      at(46, worker("w-2", "2.0.0", "job/1", "job/2"));
    }
  }

  @Test
  void lists_page_by_page_all_that_would_break() {
    List<String> listed = new ArrayList<>();
    String after = "";
    boolean more = true;
    while (more) {
      JsonNode page =
          ask("{blastList(first: 2%s) {nodes {kind id count rule {id}} pageInfo {hasNextPage endCursor}}}"
                  .formatted(after))
              .path("blastList");
      page.path("nodes")
          .forEach(
              each ->
                  listed.add(
                      "%s %s %s %s"
                          .formatted(
                              each.path("kind").asString(),
                              each.path("id").asString(),
                              each.path("count").asString(),
                              each.at("/rule/id").asString())));
      more = page.at("/pageInfo/hasNextPage").asBoolean();
      after = ", after: \"%s\"".formatted(page.at("/pageInfo/endCursor").asString());
    }
    assertThat(listed)
        .containsExactly(
            "MESSAGE jobs job/2 12 ROLLBACK-11",
            "SCHEDULE nightly 1 ROLLBACK-16",
            "ACTION order/1 1 ROLLBACK-14",
            "ACTION order/2 1 ROLLBACK-14",
            "ACTION order/3 1 ROLLBACK-14");
  }

  @Test
  void plans_the_way_back_with_what_is_left_at_each_step() {
    JsonNode plan =
        ask("{rollbackPlan {target answer steps {order left rule {id} text} path {exists steps {component from to}}}}")
            .path("rollbackPlan");
    assertThat(plan.path("answer").asString()).isEqualTo("UNSAFE");
    List<String> steps = new ArrayList<>();
    plan.path("steps")
        .forEach(
            each ->
                steps.add(each.at("/rule/id").asString("-") + " " + each.path("left").asString()));
    assertThat(steps)
        .containsSubsequence(
            "ROLLBACK-16 1", "ROLLBACK-11 12", "ROLLBACK-14 3", "ROLLBACK-13 3", "- 1");
    assertThat(plan.at("/path/steps"))
        .hasToString("[{\"component\":\"worker\",\"from\":\"2.0.0\",\"to\":\"1.0.0\"}]");
  }

  @Test
  void knows_since_when_there_is_no_return() {
    JsonNode past =
        ask("{pointOfNoReturn {passedAt because objects events {position}}}")
            .path("pointOfNoReturn");
    assertThat(past.path("passedAt").asString()).isEqualTo("2026-11-20T14:00:31Z");
    assertThat(past.path("objects").asLong()).isEqualTo(15);
    assertThat(past.path("because").asString()).contains("12 messages").contains("3 actions");
  }

  @Test
  void while_it_is_reversible_there_is_no_such_point() {
    assertThat(
            asking
                .data(
                    "{release(environment: \"production\", id: \"r-2\", asOf: {position: 6}) {pointOfNoReturn {objects}}}")
                .at("/release/pointOfNoReturn")
                .isNull())
        .isTrue();
  }

  @Test
  void shows_rehearsals_and_what_they_are_worth() {
    assertThat(
            ask(
                "{rehearsals {component from to succeeded counts flaw duration events {position}}}"))
        .hasToString(
            "{\"rehearsals\":[{\"component\":\"worker\",\"from\":\"2.0.0\",\"to\":\"1.0.0\","
                + "\"succeeded\":true,\"counts\":true,\"flaw\":null,\"duration\":\"PT4M\",\"events\":[{\"position\":1}]}]}");
  }

  @Test
  void cannot_tell_whether_it_helps_where_nothing_has_ended() {
    assertThat(ask("{willRollbackHelp {answer facts {name}}}"))
        .hasToString("{\"willRollbackHelp\":{\"answer\":\"CANNOT_TELL\",\"facts\":[]}}");
  }

  @Test
  void a_verdict_costs_the_same_statements_however_much_is_in_flight() {
    database.takeStatements();
    ask("{rollback {answer}}");
    assertThat(database.takeStatements().size()).isLessThan(20);
  }

  private JsonNode ask(String fields) {
    return asking
        .data(
            """
            {release(environment: "production", id: "r-2",
              asOf: {position: 13, instant: "2026-11-20T14:01:00Z"}) %s}"""
                .formatted(fields))
        .path("release");
  }

  private void at(long second, Event event) {
    log.append(event, START.plusSeconds(second));
  }

  private static ReleasePlan plan() {
    return new ReleasePlan(
        "r-2",
        "production",
        null,
        null,
        null,
        List.of(new PlannedComponent("worker", ComponentKind.WORKER, "1.0.0", "2.0.0", null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  private static Event rehearsed(Outcome outcome) {
    return new RollbackRehearsed(
        null,
        "worker",
        "2.0.0",
        "1.0.0",
        START.minusSeconds(3600),
        Duration.ofMinutes(4),
        new RehearsalConditions(null, null, null, null, List.of()),
        outcome);
  }

  private static Event started(String type, String id, String step, String version) {
    return new StepStarted(
        new ActionRef(type, id), step, 1, "worker", version, "w", null, null, null, null, null);
  }

  private static Event worker(String instance, String version, String... forms) {
    return new WorkerReported(
        "worker",
        version,
        instance,
        null,
        List.of("jobs"),
        Arrays.stream(forms).map(MessageForm::new).toList(),
        0L,
        WorkerState.RUNNING,
        null,
        null);
  }

  private static Event queue(long waiting) {
    return new QueueObserved(
        "jobs",
        waiting,
        null,
        waiting == 0 ? Map.of() : Map.of(new MessageForm("job/2"), waiting),
        null,
        null,
        null);
  }
}
