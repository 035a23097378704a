package dev.changeover.projection.environment;

import static dev.changeover.projection.environment.Facts.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ActionRef;
import dev.changeover.event.CallbackEvent.CallbackReceived;
import dev.changeover.event.CallbackEvent.CallbackRegistered;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.PolicyEvent.EntityChanged;
import dev.changeover.event.Recorded;
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
        .as("it is left, since nothing has ended it")
        .singleElement()
        .matches(each -> "2.3.1".equals(each.version()) && "c1".equals(each.instance()));
    assertThat(late.releases()).containsOnlyKeys("r2");
  }

  @Test
  void of_instances_left_at_a_version_the_last_is_read_and_the_one_before_when_that_has_ended() {
    List<Recorded<?>> facts =
        new Facts()
            .at("PT0S", Facts.seen("checkout", "2.3.1", "c1"))
            .at("PT1S", Facts.seen("checkout", "2.3.1", "c2"))
            .at("PT2S", Facts.seen("checkout", "2.3.1", "c3"))
            .at("PT3S", Facts.seen("checkout", "2.2.0", "c4"))
            .at("PT4S", new ComponentRemoved("checkout", "2.3.1", "c3"))
            .list();
    projector.project(facts.subList(0, 4));
    assertThat(left(3)).containsExactlyInAnyOrder("c3", "c4");

    projector.project(facts.subList(4, 5));
    assertThat(left(4)).containsExactlyInAnyOrder("c2", "c4");
    assertThat(left(3)).containsExactlyInAnyOrder("c3", "c4");
  }

  private List<String> left(long position) {
    return reader
        .read("production", position, after("P101D"))
        .component("checkout")
        .orElseThrow()
        .presences()
        .stream()
        .map(each -> String.valueOf(each.instance()))
        .toList();
  }
}
