package dev.changeover.graphql.retire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.changeover.event.ActionEvent.ActionAccepted;
import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.retire.ActionsOfVersion;
import dev.changeover.graphql.ServerTest;
import dev.changeover.ledger.TestLog;
import dev.changeover.projection.action.InFlightGroup;
import dev.changeover.testing.PostgresExtension;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class RowsOfActionsIT extends ServerTest {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();
  private static final Instant START = Instant.parse("2026-11-20T13:00:00Z");

  @Autowired TestLog log;
  @Autowired DataSource database;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    use(postgres, properties);
  }

  @BeforeEach
  void three_actions_are_open_on_the_old_version_and_nine_on_the_new() {
    if (log.head() < 0) {
      for (int i = 0; i < 12; i++) {
        log.append(
            new ActionAccepted(
                new ActionRef("flow", "f-" + i), null, "flow", i < 3 ? "1.4.0" : "2.0.0", null),
            START.plusSeconds(i));
      }
    }
  }

  @Test
  void more_open_actions_than_are_read_one_by_one_are_counted_exactly() {
    ActionsOfVersion read = read(4, "1.4.0");

    assertThat(read.position()).isEqualTo(log.head());
    assertThat(read.counted().orElseThrow())
        .extracting(InFlightGroup::begunOn, InFlightGroup::count)
        .containsExactlyInAnyOrder(tuple("1.4.0", 3L), tuple("2.0.0", 9L));
    assertThat(read.actions())
        .extracting(each -> each.ref().id())
        .containsExactlyInAnyOrder("f-0", "f-1", "f-2");
  }

  @Test
  void where_all_are_open_on_another_version_it_is_not_blind() {
    ActionsOfVersion read = read(4, "1.3.0");

    assertThat(read.position()).isEqualTo(log.head());
    assertThat(read.actions()).isEmpty();
  }

  @Test
  void few_are_read_one_by_one() {
    ActionsOfVersion read = read(100, "1.4.0");

    assertThat(read.counted()).isEmpty();
    assertThat(read.actions()).hasSize(12);
  }

  private ActionsOfVersion read(int most, String version) {
    return new RowsOfActions(database, most)
        .read(
            "production",
            new ComponentVersion("flow", version),
            START,
            START.plusSeconds(3600),
            log.head());
  }
}
