package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.Event;
import dev.changeover.event.IncidentEvent.FreezeStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.event.ReleaseEvent.ReleaseStepStarted;
import dev.changeover.ledger.TestLog;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class TimelineIT extends ServerTest {
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
  void connect() {
    asking = new Asking(port);
  }

  @Test
  void tells_each_fact_in_a_sentence_with_the_event_that_proves_it() {
    append("one", new ReleaseStarted("r1", "release-manager"), START);
    var entry =
        asking
            .data(
                """
                {timeline(of: {environment: "one", release: "r1"}) {nodes {
                  position occurredAt recordedAt kind subject text late
                  event {position type source id payload environment}}}}\
                """)
            .at("/timeline/nodes/0");
    assertThat(entry.path("text").asString())
        .isEqualTo("Release r1 was started by release-manager.");
    assertThat(entry.path("kind").asString()).isEqualTo("RELEASE");
    assertThat(entry.path("occurredAt").asString()).isEqualTo("2026-11-20T14:00:00Z");
    assertThat(entry.path("late").asBoolean()).isFalse();
    assertThat(entry.at("/event/type").asString()).isEqualTo("release.started.1");
    assertThat(entry.at("/event/payload").asString())
        .isEqualTo("{\"release\":\"r1\",\"actor\":\"release-manager\"}");
  }

  @Test
  void of_a_release_at_a_position_it_shows_what_was_known_there() {
    append("then", new ReleaseStarted("r1", "release-manager"), START);
    append("then", new ReleaseStepStarted("r1", "expand", null), START.minusSeconds(5));
    long known =
        asking
            .data("{timeline(of: {environment: \"then\"}) {nodes {position}}}")
            .at("/timeline/nodes/1/position")
            .asLong();
    assertThat(
            asking
                .data(
                    """
                    {release(environment: "then", id: "r1", asOf: {position: %d}) {
                      timeline {nodes {position}}}}\
                    """
                        .formatted(known))
                .at("/release/timeline/nodes"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("position").asLong()).isEqualTo(known));
  }

  @Test
  void a_fact_recorded_long_after_it_happened_is_late() {
    log.append("late", new FreezeStarted(null), START.minusSeconds(601), START, "it");
    assertThat(
            asking
                .data("{timeline(of: {environment: \"late\"}) {nodes {late}}}")
                .at("/timeline/nodes/0/late")
                .asBoolean())
        .isTrue();
  }

  @Test
  void pages_of_any_length_put_together_give_the_whole_in_order_each_entry_once() {
    var random = new Random(11);
    for (int i = 0; i < 60; i++) {
      append("paged", new FreezeStarted("f" + i), START.plusSeconds(random.nextInt(20)));
    }
    var whole = pages("paged", 100);
    assertThat(whole).hasSize(60).isSorted().doesNotHaveDuplicates();
    for (int length : new int[] {1, 7, 59, 60}) {
      assertThat(pages("paged", length)).as("pages of %d", length).isEqualTo(whole);
    }
  }

  @Test
  void keeps_to_the_period_and_the_kinds() {
    append("period", new ReleaseStarted("r", null), START);
    append("period", new FreezeStarted("a"), START.plusSeconds(10));
    append("period", new FreezeStarted("b"), START.plusSeconds(20));
    append("period", new FreezeStarted("c"), START.plusSeconds(30));
    assertThat(
            texts(
                """
                {timeline(of: {environment: "period"}, kinds: [INCIDENT],
                  from: "2026-11-20T15:00:10+01:00", to: "2026-11-20T14:00:30Z") {nodes {text}}}\
                """))
        .containsExactly("A freeze began: a.", "A freeze began: b.");
  }

  @Test
  void an_environment_sees_nothing_of_another() {
    append("mine", new FreezeStarted("mine"), START);
    append("other", new FreezeStarted("other"), START);
    assertThat(texts("{timeline(of: {environment: \"mine\"}) {nodes {text}}}"))
        .containsExactly("A freeze began: mine.");
  }

  @Test
  void a_page_costs_one_statement_whatever_it_holds() {
    for (int i = 0; i < 40; i++) {
      append("counted", new ReleaseStepStarted("r", "s" + i, null), START.plusSeconds(i));
    }
    assertThat(statements(1)).hasSize(1);
    assertThat(statements(40)).hasSize(1);
  }

  @Test
  void refuses_what_is_unclear_with_a_code() {
    assertThat(
            asking.error(
                "{timeline(of: {environment: \"e\", release: \"r\", queue: \"q\"}) {nodes"
                    + " {text}}}"))
        .isEqualTo("SUBJECT_UNCLEAR");
    assertThat(
            asking.error("{timeline(of: {environment: \"e\", action: \"4711\"}) {nodes {text}}}"))
        .isEqualTo("SUBJECT_UNCLEAR");
    assertThat(asking.error("{timeline(of: {environment: \"e\"}, after: \"bm8\") {nodes {text}}}"))
        .isEqualTo("CURSOR_UNKNOWN");
    assertThat(asking.error("{timeline(of: {environment: \"e\"}, first: 501) {nodes {text}}}"))
        .isEqualTo("PAGE_LENGTH");
  }

  @Test
  void gives_an_event_by_its_position_and_null_beyond_the_head() {
    long position = append("single", new FreezeStarted("x"), START);
    assertThat(
            asking
                .data("{event(position: %d) {type subject}}".formatted(position))
                .at("/event/type"))
        .hasToString("\"freeze.started.1\"");
    assertThat(asking.data("{event(position: 99999) {type}}").path("event").isNull()).isTrue();
  }

  private List<String> statements(int first) {
    database.takeStatements();
    asking.data(
        "{timeline(of: {environment: \"counted\"}, first: %d) {nodes {text event {payload}}}}"
            .formatted(first));
    return database.takeStatements();
  }

  private long append(String environment, Event event, Instant at) {
    return log.append(environment, event, at, at, "it").position();
  }

  private List<String> texts(String query) {
    var texts = new ArrayList<String>();
    asking
        .data(query)
        .at("/timeline/nodes")
        .forEach(node -> texts.add(node.path("text").asString()));
    return texts;
  }

  /** Time of occurrence and position of each entry, as text that sorts as they do. */
  private List<String> pages(String environment, int length) {
    var places = new ArrayList<String>();
    var after = "null";
    while (!after.isEmpty()) {
      var page =
          asking
              .data(
                  """
                  {timeline(of: {environment: "%s"}, first: %d, after: %s) {
                    edges {node {occurredAt position}} pageInfo {hasNextPage endCursor}}}\
                  """
                      .formatted(environment, length, after))
              .path("timeline");
      page.path("edges")
          .forEach(
              edge ->
                  places.add(
                      "%s %06d"
                          .formatted(
                              edge.at("/node/occurredAt").asString(),
                              edge.at("/node/position").asLong())));
      after =
          page.at("/pageInfo/hasNextPage").asBoolean()
              ? "\"" + page.at("/pageInfo/endCursor").asString() + "\""
              : "";
    }
    return places;
  }
}
