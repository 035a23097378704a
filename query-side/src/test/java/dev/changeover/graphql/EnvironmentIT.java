package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.CoexistenceEvent.Side;
import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.Event;
import dev.changeover.event.MessageForm;
import dev.changeover.event.MigrationEvent.Phase;
import dev.changeover.event.MigrationEvent.PhaseFinished;
import dev.changeover.event.MigrationEvent.PhaseStarted;
import dev.changeover.event.QueueEvent.QueueObserved;
import dev.changeover.event.VersionRange;
import dev.changeover.event.WorkerEvent.WorkerReported;
import dev.changeover.event.WorkerEvent.WorkerState;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class EnvironmentIT extends ServerTest {
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
  void a_rollout_in_which_a_new_form_waits_for_workers_that_are_not_there() {
    asking = new Asking(port);
    if (log.head() < 0) {
      at(0, seen("checkout", "c-1", "2.3.1"));
      at(10, worker("w-1", "5.0.2", "order-placed/2"));
      at(20, new PhaseStarted("split-address", Phase.EXPANDED, true));
      at(30, new PhaseFinished("split-address", Phase.EXPANDED, null, true, 7L, null, null));
      at(40, forbidden("checkout", "2.4.0", "order-worker", "5.0.2"));
      at(50, seen("checkout", "c-2", "2.4.0"));
      at(55, queue(Map.of(new MessageForm("order-placed/3"), 12L)));
      at(56, seen("checkout", "c-1", "2.3.1"));
      at(57, worker("w-1", "5.0.2", "order-placed/2"));
    }
  }

  @Test
  void shows_what_runs_and_since_when() {
    var checkout = ask("{components {name kind versions {version live silent firstSeenAt}}}");
    assertThat(checkout.at("/components/0"))
        .hasToString(
            "{\"name\":\"checkout\",\"kind\":\"API\",\"versions\":["
                + "{\"version\":\"2.3.1\",\"live\":1,\"silent\":0,\"firstSeenAt\":\"2026-11-20T14:00:00Z\"},"
                + "{\"version\":\"2.4.0\",\"live\":1,\"silent\":0,\"firstSeenAt\":\"2026-11-20T14:00:50Z\"}]}");
  }

  @Test
  void shows_workers_queues_and_migrations_with_their_proof() {
    var answer =
        ask(
            """
            {workers {instance version standing state queues accepts events {position}}
             queues {name depth age forms {schema count} events {type}}
             migrations {name phase newFormOnlyRows phases {phase reversible events {position}}}}\
            """);
    assertThat(answer.at("/workers/0"))
        .hasToString(
            "{\"instance\":\"w-1\",\"version\":\"5.0.2\",\"standing\":\"LIVE\",\"state\":\"RUNNING\","
                + "\"queues\":[\"orders\"],\"accepts\":[\"order-placed/2\"],\"events\":[{\"position\":8}]}");
    assertThat(answer.at("/queues/0"))
        .hasToString(
            "{\"name\":\"orders\",\"depth\":12,\"age\":\"PT5S\","
                + "\"forms\":[{\"schema\":\"order-placed/3\",\"count\":12}],"
                + "\"events\":[{\"type\":\"queue.observed.1\"}]}");
    assertThat(answer.at("/migrations/0"))
        .hasToString(
            "{\"name\":\"split-address\",\"phase\":\"EXPANDED\",\"newFormOnlyRows\":7,\"phases\":["
                + "{\"phase\":\"EXPANDED\",\"reversible\":\"REVERSIBLE\",\"events\":[{\"position\":2},{\"position\":3}]}]}");
  }

  @Test
  void says_how_to_rebuild_rows_that_another_version_left() {
    JdbcTemplate rows = new JdbcTemplate(database);
    rows.update(
        """
        insert into view.environment_fact (environment, kind, key, valid_from, fades_at, state)
        values ('production', 'kind-of-another-version', 'x', 0, 'infinity', '')\
        """);
    makeAnew(rows);
    try {
      assertThat(asking.error("{environment(name: \"production\") {components {name}}}"))
          .isEqualTo("VIEW_OUTDATED");
    } finally {
      rows.update("delete from view.environment_fact where kind = 'kind-of-another-version'");
      makeAnew(rows);
    }
  }

  /**
   * Tells readers, as a rebuild does, that rows of positions that they have read are others now.
   */
  private static void makeAnew(JdbcTemplate rows) {
    rows.update(
        "update view.progress set revision = nextval('view.revision') where name = 'environment'");
  }

  @Test
  void names_the_pair_that_is_forbidden_the_overlap_and_the_stranded_work() {
    var answer =
        ask(
            """
            {livePairs {a {component version} b {version} declared overdue}
             overlaps {component versions from to a {version} b {component version} overrun}
             stranded {queue schema count certain acceptingVersions}}\
            """);
    assertThat(answer.at("/livePairs/1"))
        .hasToString(
            "{\"a\":{\"component\":\"checkout\",\"version\":\"2.4.0\"},\"b\":{\"version\":\"5.0.2\"},"
                + "\"declared\":\"FORBIDDEN\",\"overdue\":false}");
    assertThat(answer.at("/overlaps/0"))
        .hasToString(
            "{\"component\":\"checkout\",\"versions\":[\"2.3.1\",\"2.4.0\"],"
                + "\"from\":\"2026-11-20T14:00:50Z\",\"to\":null,"
                + "\"a\":{\"version\":\"2.3.1\"},\"b\":{\"component\":\"checkout\",\"version\":\"2.4.0\"},"
                + "\"overrun\":null}");
    assertThat(answer.at("/overlaps/1/b"))
        .hasToString("{\"component\":\"order-worker\",\"version\":\"5.0.2\"}");
    assertThat(answer.at("/stranded/0"))
        .hasToString(
            "{\"queue\":\"orders\",\"schema\":\"order-placed/3\",\"count\":12,\"certain\":true,"
                + "\"acceptingVersions\":[]}");
  }

  @Test
  void asked_at_a_position_it_does_not_know_what_came_later() {
    var answer =
        asking
            .data(
                """
                {environment(name: "production", asOf: {position: 2}) {
                  asOf {position instant lag} components {versions {version}}
                  migrations {phase running} queues {name}}}\
                """)
            .path("environment");
    assertThat(answer)
        .hasToString(
            "{\"asOf\":{\"position\":2,\"instant\":\"2026-11-20T14:00:20Z\",\"lag\":0},"
                + "\"components\":[{\"versions\":[{\"version\":\"2.3.1\"}]},{\"versions\":[{\"version\":\"5.0.2\"}]}],"
                + "\"migrations\":[{\"phase\":\"PLANNED\",\"running\":\"EXPANDED\"}],\"queues\":[]}");
  }

  @Test
  void what_was_live_is_silent_when_asked_much_later() {
    var answer =
        asking
            .data(
                """
                {environment(name: "production", asOf: {position: 8, instant: "2026-11-20T14:20:00Z"}) {
                  workers {standing}}}\
                """)
            .path("environment");
    assertThat(answer.at("/workers/0/standing").asString()).isEqualTo("SILENT");
  }

  @Test
  void nobody_knows_an_environment_that_no_fact_names() {
    assertThat(asking.data("{environment(name: \"moon\") {name}}").path("environment").isNull())
        .isTrue();
  }

  @Test
  void refuses_points_that_do_not_exist() {
    assertThat(asking.error("{environment(name: \"production\", asOf: {position: 900}) {name}}"))
        .isEqualTo("POSITION_BEYOND_HEAD");
    assertThat(
            asking.error(
                "{environment(name: \"production\", asOf: {instant: \"2126-01-01T00:00:00Z\"})"
                    + " {name}}"))
        .isEqualTo("INSTANT_AHEAD");
  }

  @Test
  void costs_the_same_statements_however_much_is_asked() {
    database.takeStatements();
    ask("{name}");
    int least = database.takeStatements().size();
    ask(
        """
        {components {instances {instance events {id}}} workers {events {id}} queues {events {id}}
         livePairs {events {id}} overlaps {events {id}} stranded {events {id}}}\
        """);
    assertThat(database.takeStatements().size()).isBetween(least + 1, least + 2);
  }

  private JsonNode ask(String fields) {
    return asking
        .data(
            """
            {environment(name: "production", asOf: {position: 8, instant: "2026-11-20T14:01:00Z"}) %s}\
            """
                .formatted(fields))
        .path("environment");
  }

  private void at(long second, Event event) {
    log.append(event, START.plusSeconds(second));
  }

  private static Event seen(String component, String instance, String version) {
    return new ComponentObserved(component, ComponentKind.API, version, instance, null, null, null);
  }

  private static Event worker(String instance, String version, String form) {
    return new WorkerReported(
        "order-worker",
        version,
        instance,
        null,
        List.of("orders"),
        List.of(new MessageForm(form)),
        0L,
        WorkerState.RUNNING,
        null,
        null);
  }

  private static Event queue(Map<MessageForm, Long> forms) {
    return new QueueObserved("orders", 12, null, forms, null, null, null);
  }

  private static Event forbidden(String a, String aVersion, String b, String bVersion) {
    return new CoexistenceDeclared(
        new Side(a, VersionRange.of(aVersion)),
        new Side(b, VersionRange.of(bVersion)),
        Compatibility.FORBIDDEN,
        null,
        null);
  }
}
