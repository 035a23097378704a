package dev.changeover.projection.environment.component;

import static dev.changeover.projection.environment.Facts.after;
import static dev.changeover.projection.environment.Facts.seen;
import static dev.changeover.projection.environment.Facts.worker;
import static dev.changeover.projection.environment.component.Standing.ENDED;
import static dev.changeover.projection.environment.component.Standing.GONE;
import static dev.changeover.projection.environment.component.Standing.LIVE;
import static dev.changeover.projection.environment.component.Standing.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.ComponentRemoved;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.WorkerEvent.WorkerStopped;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.Facts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceTest {

  @Test
  void a_worker_is_live_for_three_intervals_but_never_longer_than_ninety_seconds() {
    EnvironmentFacts known = new Facts().at("PT0S", worker("5.1.0", "w1")).known();

    assertThat(standing(known, "order-worker", "PT90S")).isEqualTo(LIVE);
    assertThat(standing(known, "order-worker", "PT91S")).isEqualTo(SILENT);
  }

  @Test
  void another_presence_is_live_for_two_minutes_or_three_of_its_own_intervals() {
    EnvironmentFacts plain = new Facts().at("PT0S", seen("checkout", "2.3.1", "c1")).known();
    EnvironmentFacts slow =
        new Facts()
            .at(
                "PT0S",
                new ComponentObserved(
                    "checkout", null, "2.3.1", "c1", null, null, Duration.ofMinutes(5)))
            .known();

    assertThat(standing(plain, "checkout", "PT2M")).isEqualTo(LIVE);
    assertThat(standing(plain, "checkout", "PT2M1S")).isEqualTo(SILENT);
    assertThat(standing(slow, "checkout", "PT15M")).isEqualTo(LIVE);
  }

  @Test
  void silence_of_more_than_an_hour_takes_an_instance_out_of_inventories() {
    EnvironmentFacts known = new Facts().at("PT0S", seen("checkout", "2.3.1", "c1")).known();

    assertThat(standing(known, "checkout", "PT1H2M")).isEqualTo(SILENT);
    assertThat(standing(known, "checkout", "PT1H2M1S")).isEqualTo(GONE);
    ComponentFacts checkout = known.component("checkout").orElseThrow();
    assertThat(checkout.possiblyLiveVersions(after("PT1H3M"), known.policy())).isEmpty();
    assertThat(checkout.isDeterminate(after("PT3M"), known.policy())).isFalse();
  }

  @Test
  void a_component_may_have_limits_of_its_own() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"))
            .at("PT0S", new PolicyDeclared(Map.of("checkout/presenceMaxAge", "PT10M")))
            .known();

    assertThat(standing(known, "checkout", "PT10M")).isEqualTo(LIVE);
  }

  @Test
  void a_stop_ends_it_and_a_later_sighting_revives_it() {
    Facts facts =
        new Facts()
            .at("PT0S", worker("5.1.0", "w1"))
            .at("PT5S", new WorkerStopped("order-worker", null, "w1", "scaled in"));

    assertThat(standing(facts.known(), "order-worker", "PT10S")).isEqualTo(ENDED);
    facts.at("PT8S", worker("5.1.0", "w1"));
    assertThat(standing(facts.known(), "order-worker", "PT10S")).isEqualTo(LIVE);
  }

  @Test
  void a_stop_told_late_does_not_end_what_was_seen_after_it() {
    EnvironmentFacts known =
        new Facts()
            .at("PT10S", worker("5.1.0", "w1"))
            .at("PT5S", new WorkerStopped("order-worker", "5.1.0", "w1", null))
            .known();

    assertThat(standing(known, "order-worker", "PT20S")).isEqualTo(LIVE);
  }

  @Test
  void removing_a_version_or_a_service_ends_its_instances() {
    Facts version =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"))
            .at("PT1S", new ComponentRemoved("checkout", "2.3.1", null));
    Facts service =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"))
            .at("PT1S", new VersionRemoved("checkout", null));

    assertThat(standing(version.known(), "checkout", "PT2S")).isEqualTo(ENDED);
    assertThat(standing(service.known(), "checkout", "PT2S")).isEqualTo(ENDED);
  }

  @Test
  void an_instance_that_comes_back_at_another_version_has_left_the_old_one() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"), seen("checkout", "2.3.1", "c2"))
            .at("PT30S", seen("checkout", "2.4.0", "c1"))
            .known();

    ComponentFacts checkout = known.component("checkout").orElseThrow();
    assertThat(checkout.live(after("PT40S"), known.policy()))
        .extracting(each -> each.instance() + " " + each.version())
        .containsExactly("c1 2.4.0", "c2 2.3.1");
  }

  @Test
  void two_processes_under_one_instance_name_both_count() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"))
            .at("PT10S", seen("checkout", "2.4.0", "c1"))
            .at("PT20S", seen("checkout", "2.3.1", "c1"))
            .known();

    assertThat(
            known.component("checkout").orElseThrow().liveVersions(after("PT30S"), known.policy()))
        .containsExactly("2.3.1", "2.4.0");
  }

  @Test
  void a_schema_is_at_the_version_it_was_last_seen_at_however_long_ago() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen(ComponentKind.SCHEMA, "orders-db", "41"))
            .at("PT1M", seen(ComponentKind.SCHEMA, "orders-db", "43"))
            .known();

    assertThat(
            known.component("orders-db").orElseThrow().liveVersions(after("P30D"), known.policy()))
        .containsExactly("43");
  }

  @Test
  void a_heartbeat_may_be_too_old_while_another_presence_is_fresh() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", worker("5.1.0", "w1"))
            .at("PT3M", seen("order-worker", "5.1.0", "w1"))
            .known();
    Presence presence = known.component("order-worker").orElseThrow().presences().getFirst();

    assertThat(presence.liveAt(after("PT3M"), known.policy())).isTrue();
    assertThat(presence.reportFreshAt(after("PT3M"), known.policy())).isFalse();
  }

  private static Standing standing(EnvironmentFacts known, String component, String length) {
    Presence presence = known.component(component).orElseThrow().presences().getFirst();
    return presence.standingAt(after(length), known.policy());
  }
}
