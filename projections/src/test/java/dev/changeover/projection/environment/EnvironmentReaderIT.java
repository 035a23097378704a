package dev.changeover.projection.environment;

import static dev.changeover.projection.environment.Facts.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.ReleaseEvent.ReleaseFinished;
import dev.changeover.event.ReleaseEvent.ReleaseStarted;
import dev.changeover.projection.ViewSchema;
import dev.changeover.testing.PostgresExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnvironmentReaderIT {
  @RegisterExtension static final PostgresExtension postgres = new PostgresExtension();

  private static final ActionRef ORDER = new ActionRef("order", "1");

  private EnvironmentReader reader;
  private EnvironmentProjector projector;

  @BeforeEach
  void start_empty() {
    ViewSchema.migrate(postgres.dataSource());
    reader = new EnvironmentReader(postgres.dataSource());
    projector = new EnvironmentProjector(postgres.dataSource());
    projector.reset();
  }

  @Test
  void an_answered_callback_is_read_with_its_action_alone() {
    projector.project(
        new Facts()
            .at("PT0S", new CallbackRegistered("c1", null, ORDER, null, null, null))
            .at("PT1S", new CallbackReceived("c1", null, ORDER, null, null))
            .list());

    assertThat(reader.read("production", 0, after("PT1S")).callbacks()).containsOnlyKeys("c1");
    assertThat(reader.read("production", 1, after("PT1S")).callbacks()).isEmpty();
    assertThat(
            reader
                .read("production", 1, after("PT1S"), List.of(ORDER), List.of())
                .callbacksOf(ORDER))
        .hasSize(1);
  }

  @Test
  void an_entity_is_read_where_it_is_asked_for() {
    projector.project(
        new Facts()
            .at("PT0S", new EntityChanged("customer/1", "7", "import"))
            .at("PT1S", new EntityChanged("customer/2", "9", "import"))
            .list());

    assertThat(reader.read("production", 1, after("PT1S")).entities()).isEmpty();
    assertThat(
            reader
                .read("production", 1, after("PT1S"), List.of(), List.of("customer/2"))
                .entities())
        .containsOnlyKeys("customer/2");
  }

  @Test
  void instances_long_unseen_and_releases_long_over_are_left_out_of_late_questions_only() {
    projector.project(
        new Facts()
            .at("PT0S", Facts.seen("checkout", "2.3.1", "c1"))
            .at("PT0S", new ReleaseStarted("r1", null), new ReleaseStarted("r2", null))
            .at("PT1S", new ReleaseFinished("r1", null, null, null))
            .list());

    EnvironmentFacts soon = reader.read("production", 3, after("P6D"));
    EnvironmentFacts late = reader.read("production", 3, after("P101D"));

    assertThat(soon.component("checkout").orElseThrow().presences()).hasSize(1);
    assertThat(soon.releases()).containsOnlyKeys("r1", "r2");
    assertThat(late.component("checkout").orElseThrow().presences())
        .as("a trace of the version, not of the instance")
        .singleElement()
        .matches(each -> "2.3.1".equals(each.version()) && each.instance() == null);
    assertThat(late.releases()).containsOnlyKeys("r2");
  }
}
