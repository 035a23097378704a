package dev.changeover.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.testing.PostgresExtension;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class LimitsIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

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
  void takes_fifteen_aliases_and_refuses_sixteen() {
    assertThat(asking.answer(aliases(15)).path("errors")).isEmpty();
    assertThat(asking.error(aliases(16))).isEqualTo("TOO_MANY_ALIASES");
  }

  @Test
  void refuses_a_query_that_costs_too_much_and_says_what_it_costs() {
    var query =
        "{timeline(of: {environment: \"e\"}, first: 500) {edges {cursor} nodes {event {id}}}}";
    assertThat(asking.error(query)).isEqualTo("TOO_COSTLY");
    assertThat(asking.answer(query).at("/errors/0/message").asString())
        .isEqualTo(
            "the query costs 1001, at most 1000 is allowed; ask for shorter pages or fewer objects");
  }

  @Test
  void refuses_more_tokens_than_a_query_has_reason_to_have() {
    var fields = "position ".repeat(2_000);
    assertThat(asking.answer("{event(position: 0) {%s}}".formatted(fields)).at("/errors/0/message"))
        .asString()
        .contains("2,000");
  }

  @Test
  void refuses_a_body_that_is_too_large() {
    var response =
        asking.post("application/json", "{\"query\":\"%s\"}".formatted(" ".repeat(102_400)));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("102400");
  }

  @Test
  void does_not_tell_the_schema() {
    assertThat(asking.answer("{__schema {types {name}}}").path("errors")).isNotEmpty();
    assertThat(asking.data("{__typename}").path("__typename").asString()).isEqualTo("Query");
  }

  @Test
  void takes_json_by_post_and_nothing_else() {
    assertThat(asking.post("application/json", "[{\"query\":\"{__typename}\"}]").statusCode())
        .isEqualTo(400);
    assertThat(asking.post("application/graphql", "{__typename}").statusCode()).isEqualTo(415);
    assertThat(asking.post("text/plain", "{\"query\":\"{__typename}\"}").statusCode())
        .isEqualTo(415);
    assertThat(asking.get("/graphql?query=%7B__typename%7D").statusCode()).isEqualTo(405);
  }

  @Test
  void never_shows_the_insides_of_a_fault() {
    assertThat(asking.answer("{event(position: 1e30) {id}}").toString())
        .contains("errors")
        .doesNotContain("Exception", "\tat ", "dev.changeover");
    assertThat(asking.post("application/json", "{\"query\":").body())
        .doesNotContain("tools.jackson", "\tat ");
  }

  @Test
  void reads_all_of_a_query_on_one_connection() {
    database.takeConnections();
    asking.answer(aliases(5));
    assertThat(database.takeConnections()).isEqualTo(1);
  }

  @Test
  void gives_up_a_query_that_reads_for_too_long() throws SQLException {
    try (var other = postgres.dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table ledger.event in access exclusive mode");
      assertThat(asking.error("{event(position: 0) {id}}")).isEqualTo("DEADLINE_EXCEEDED");
      other.rollback();
    }
    assertThat(asking.answer("{event(position: 0) {id}}").path("errors")).isEmpty();
  }

  @Test
  void tells_of_each_field_that_came_too_late() throws SQLException {
    try (var other = postgres.dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table ledger.event in access exclusive mode");
      var answer = asking.answer("{event(position: 0) {id} actions {edges {cursor}}}");
      assertThat(answer.path("errors").valueStream())
          .extracting(each -> each.at("/extensions/code").asString())
          .containsExactly("DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED");
      other.rollback();
    }
  }

  private static String aliases(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a%d: event(position: %d) {id}".formatted(i, i))
        .collect(Collectors.joining(" ", "{", "}"));
  }
}
