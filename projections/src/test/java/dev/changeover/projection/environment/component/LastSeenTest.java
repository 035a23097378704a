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
import java.util.TreeMap;
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
  void an_instance_seen_again_on_the_day_it_stopped_has_not_ended() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("PT1H", stopped("5.0.2", "w-1"))
            .at("PT2H", worker("5.0.2", "w-1"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", false));
  }

  @Test
  void a_worker_that_stopped_after_its_upgrade_has_ended_at_both_versions() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("PT1H", worker("5.1.0", "w-1"))
            .at("PT2H", stopped("5.1.0", "w-1"));

    assertThat(ended(facts)).isEqualTo(Map.of("5.0.2", true, "5.1.0", true));
  }

  @Test
  void a_worker_that_was_upgraded_last_of_several_has_ended_at_both_versions() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.1.0", "w-2"))
            .at("PT1S", worker("5.0.2", "w-1"))
            .at("PT1H", worker("5.1.0", "w-1"))
            .at("PT2H", stopped("5.1.0", "w-1"), stopped("5.1.0", "w-2"));

    assertThat(ended(facts)).isEqualTo(Map.of("5.0.2", true, "5.1.0", true));
  }

  @Test
  void an_instance_that_is_silent_counts_beside_one_that_ended_just_now() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("P29DT20H", worker("5.0.2", "w-2"))
            .at("P29DT21H", stopped("5.0.2", "w-2"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", false));
  }

  @Test
  void a_version_that_ended_long_ago_is_told_beside_one_that_runs() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("PT1H", stopped("5.0.2", "w-1"))
            .at("P29DT23H", worker("5.1.0", "w-2"));

    assertThat(ended(facts)).isEqualTo(Map.of("5.0.2", true, "5.1.0", false));
  }

  @Test
  void a_version_of_which_an_instance_was_left_has_not_ended_beside_one_that_runs() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"), worker("5.0.2", "w-3"))
            .at("PT1H", stopped("5.0.2", "w-1"))
            .at("P29DT23H", worker("5.1.0", "w-2"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.1.0", false));
  }

  @Test
  void an_instance_of_a_week_before_the_last_keeps_a_version() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.0.2", "w-1"))
            .at("P9D", worker("5.0.2", "w-2"))
            .at("P9DT1H", stopped("5.0.2", "w-2"));

    assertThat(ended(facts)).containsExactlyEntriesOf(Map.of("5.0.2", false));
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
    ComponentFacts component =
        EnvironmentFacts.fold("production", facts.list(), Long.MAX_VALUE, instant)
            .component("order-worker")
            .orElseThrow();
    Map<String, Boolean> ended = new TreeMap<>();
    component.endedLongAgo().keySet().forEach(each -> ended.put(each, true));
    component
        .presences()
        .forEach(
            each ->
                ended.merge(
                    String.valueOf(each.version()),
                    each.standingAt(instant, Policy.DEFAULT) == Standing.ENDED,
                    (one, other) -> one && other));
    return ended;
  }
}
