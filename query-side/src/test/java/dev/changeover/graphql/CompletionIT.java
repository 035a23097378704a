package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionEvent.ActionFinished;
import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.ReleaseEvent.ReleasePlanned;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.ledger.TestLog;
import dev.changeover.plan.ReleasePlan;
import dev.changeover.plan.ReleasePlan.PlannedComponent;
import dev.changeover.plan.ReleasePlan.PlannedStep;
import dev.changeover.plan.ReleasePlan.PlannedVerification;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** How actions complete on what a release brings, against what was there before. */
class CompletionIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T14:00:00Z");
  private static final int OF_EACH = 40;
  private static final String ALL =
      """
      actionType component from to standing
      baseline {started completed failed stuck pending rate p50 p95}
      current {started completed failed stuck pending rate p50 p95}
      events {position}\
      """;

  @Autowired TestLog log;
  @Autowired CountingDataSource database;
  @LocalServerPort int port;
  private Asking asking;
  private static long fewSince;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    use(postgres, properties);
  }

  @BeforeEach
  void every_fourth_order_fails_on_the_new_version() {
    asking = new Asking(port);
    if (log.head() < 0) {
      at(0, new ReleasePlanned("r-1", plan()));
      at(1, seen("1.0.0"));
      for (int i = 0; i < OF_EACH; i++) {
        order(10 + 5 * i, "old-" + i, "1.0.0", ActionOutcome.COMPLETED);
      }
      at(300, new ReleaseStarted("r-1", null));
      at(301, new ReleaseStepStarted("r-1", "deploy", null));
      at(302, seen("2.0.0"));
      for (int i = 0; i < OF_EACH; i++) {
        order(
            310 + 5 * i,
            "new-" + i,
            "2.0.0",
            i % 4 == 3 ? ActionOutcome.FAILED : ActionOutcome.COMPLETED);
        fewSince = i == 3 ? log.head() : fewSince;
      }
      at(600, accepted("pending", "2.0.0"));
    }
  }

  @Test
  void tells_both_counts_what_they_say_and_the_actions_at_their_ends() {
    JsonNode health = completion(log.head(), ALL);

    assertThat(health.toString())
        .startsWith(
            "[{\"actionType\":\"order\",\"component\":\"checkout\",\"from\":\"1.0.0\",\"to\":\"2.0.0\","
                + "\"standing\":\"WORSE\",")
        .contains(
            "\"baseline\":{\"started\":40,\"completed\":40,\"failed\":0,\"stuck\":0,\"pending\":0,"
                + "\"rate\":1.0,\"p50\":\"PT2S\",\"p95\":\"PT2S\"}",
            "\"current\":{\"started\":41,\"completed\":30,\"failed\":10,\"stuck\":0,\"pending\":1,"
                + "\"rate\":0.75,\"p50\":\"PT2S\",\"p95\":\"PT2S\"}")
        .endsWith(
            "\"events\":[{\"position\":2},{\"position\":80},{\"position\":85},{\"position\":165}]}]");
  }

  @Test
  void as_of_a_position_it_counts_what_was_known_there() {
    JsonNode health = completion(fewSince, "standing current {started completed failed}");

    assertThat(health)
        .hasToString(
            "[{\"standing\":\"TOO_FEW\",\"current\":{\"started\":4,\"completed\":3,\"failed\":1}}]");
  }

  @Test
  void it_costs_the_same_statements_however_many_actions_are_compared() {
    assertThat(statements(log.head())).isEqualTo(statements(fewSince)).isLessThan(10);
  }

  private int statements(long position) {
    completion(position, ALL);
    database.takeStatements();
    completion(position, ALL);
    return database.takeStatements().size();
  }

  private JsonNode completion(long position, String fields) {
    return asking
        .data(
            """
            {release(environment: "production", id: "r-1",
              asOf: {position: %d, instant: "2026-11-20T14:11:00Z"}) {completion {%s}}}\
            """
                .formatted(position, fields))
        .at("/release/completion");
  }

  private void order(long second, String id, String version, ActionOutcome outcome) {
    at(second, accepted(id, version));
    at(
        second + 2,
        new ActionFinished(new ActionRef("order", id), null, "checkout", version, outcome));
  }

  private static Event accepted(String id, String version) {
    return new ActionAccepted(new ActionRef("order", id), null, "checkout", version, null);
  }

  private static Event seen(String version) {
    return new ComponentObserved(
        "checkout", ComponentKind.API, version, "checkout-1", null, null, null);
  }

  private void at(long second, Event event) {
    log.append(event, START.plusSeconds(second));
  }

  private static ReleasePlan plan() {
    return new ReleasePlan(
        "r-1",
        "production",
        null,
        null,
        null,
        List.of(new PlannedComponent("checkout", ComponentKind.API, "1.0.0", "2.0.0", null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new PlannedStep("deploy", "checkout", null, null, List.of(), null, null, null)),
        List.of(new PlannedVerification(null, "order", List.of())),
        null);
  }
}
