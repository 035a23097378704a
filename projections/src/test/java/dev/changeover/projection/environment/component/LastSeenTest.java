package dev.changeover.projection.environment.component;

import static dev.changeover.projection.environment.Facts.after;
import static dev.changeover.projection.environment.Facts.seen;
import static dev.changeover.projection.environment.Facts.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.Facts;
import dev.changeover.projection.policy.Policy;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LastSeenTest {

  @Test
  void a_twin_that_stopped_ends_nothing_else() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"), worker("5.0.2", "w-2"))
            .at("PT1H", stopped("5.0.2", "w-1"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", false));
  }

  @Test
  void a_version_has_ended_when_each_instance_has() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"), worker("5.0.2", "w-2"))
            .at("PT1H", stopped("5.0.2", "w-1"))
            .at("PT2H", new ComponentRemoved("order-worker", "5.0.2", "w-2"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", true));
  }

  @Test
  void a_stop_that_names_no_version_ends_its_instance_alone() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"), worker("5.1.0", "w-2"))
            .at("PT1H", stopped(null, "w-1"));

    assertThat(ended(facts)).isEqualTo(Map.of("5.0.2", true, "5.1.0", false));
  }

  @Test
  void an_instance_seen_on_a_later_day_has_not_ended() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("PT1H", stopped("5.0.2", "w-1"))
            .at("P1D", worker("5.0.2", "w-1"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", false));
  }

  @Test
  void an_instance_of_a_week_before_the_last_does_not_keep_a_version() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("P9D", worker("5.0.2", "w-2"))
            .at("P9DT1H", stopped("5.0.2", "w-2"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", true));
  }

  @Test
  void the_stop_of_a_worker_does_not_end_a_presence_without_a_name() {
    Facts facts =
        new Facts()
            .at("PT0S", seen(ComponentKind.WORKER, "order-worker", "5.0.2"), worker("5.0.2", "w-1"))
            .at("PT1H", stopped("5.0.2", "w-1"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", false));
  }

  private static WorkerStopped stopped(@Nullable String version, String instance) {
    return new WorkerStopped("order-worker", version, instance, null);
  }

  /** Whether each version has ended, as it is read when its instances no longer are. */
  private static Map<String, Boolean> ended(Facts facts) {
    Instant instant = after("P30D");
    return EnvironmentFacts.fold("production", facts.list(), Long.MAX_VALUE, instant)
        .component("order-worker")
        .orElseThrow()
        .presences()
        .stream()
        .collect(
            Collectors.toMap(
                each -> String.valueOf(each.version()),
                each -> each.standingAt(instant, Policy.DEFAULT) == Standing.ENDED));
  }
}
