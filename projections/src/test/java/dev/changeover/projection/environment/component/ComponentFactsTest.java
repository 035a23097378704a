package dev.changeover.projection.environment.component;

import static dev.changeover.projection.environment.Facts.after;
import static dev.changeover.projection.environment.Facts.seen;
import static dev.changeover.projection.environment.Facts.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.ComponentEvent.ComponentObserved;
import dev.changeover.event.ComponentEvent.VersionDeployed;
import dev.changeover.event.ComponentEvent.VersionRemoved;
import dev.changeover.event.ComponentEvent.VersionRolledBack;
import dev.changeover.event.ComponentEvent.VersionUpgraded;
import dev.changeover.event.ComponentKind;
import dev.changeover.event.ComponentVersion;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.environment.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentFactsTest {

  @Test
  void deploying_a_version_leaves_the_one_before_in_place() {
    assertThat(
            announced(
                new Facts()
                    .at("PT0S", new VersionDeployed("checkout", "2.3.1", null))
                    .at("PT1S", new VersionDeployed("checkout", "2.4.0", null))))
        .containsExactly("2.3.1", "2.4.0");
  }

  @Test
  void upgrading_and_rolling_back_replace_the_version_before() {
    Facts facts =
        new Facts()
            .at("PT0S", new VersionDeployed("checkout", "2.3.1", null))
            .at("PT1S", new VersionUpgraded("checkout", "2.4.0", null));
    assertThat(announced(facts)).containsExactly("2.4.0");

    facts.at("PT2S", new VersionRolledBack("checkout", "2.3.1", null));
    assertThat(announced(facts)).containsExactly("2.3.1");

    facts.at("PT3S", new VersionRemoved("checkout", "2.3.1"));
    assertThat(announced(facts)).isEmpty();
  }

  @Test
  void an_announcement_is_no_presence() {
    EnvironmentFacts known =
        new Facts().at("PT0S", new VersionDeployed("checkout", "2.3.1", null)).known();
    ComponentFacts checkout = known.component("checkout").orElseThrow();

    assertThat(checkout.liveVersions(after("PT1S"), known.policy())).isEmpty();
    assertThat(checkout.isDeterminate(after("PT1S"), known.policy())).isFalse();
  }

  @Test
  void what_sends_worker_heartbeats_is_a_worker() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen(ComponentKind.API, "order-worker", "5.1.0"))
            .at("PT1S", worker("5.1.0", "w1"))
            .known();

    assertThat(known.component("order-worker").orElseThrow().kind())
        .isEqualTo(ComponentKind.WORKER);
  }

  @Test
  void two_versions_overlap_from_the_first_sighting_of_the_later_to_the_end_of_the_earlier() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"))
            .at("PT1M", seen("checkout", "2.3.1", "c1"), seen("checkout", "2.4.0", "c2"))
            .at("PT2M", seen("checkout", "2.4.0", "c2"))
            .known();

    List<Overlap> overlaps =
        Overlaps.of(known.components().values(), after("PT4M"), known.policy());

    assertThat(overlaps)
        .containsExactly(
            new Overlap(
                new ComponentVersion("checkout", "2.3.1"),
                new ComponentVersion("checkout", "2.4.0"),
                after("PT1M"),
                after("PT3M"),
                false,
                true));
  }

  @Test
  void an_overlap_begins_where_a_sighting_tells_since_when() {
    ComponentObserved old =
        new ComponentObserved("checkout", null, "2.3.1", "c1", null, after("-PT1H"), null);
    EnvironmentFacts known =
        new Facts().at("PT0S", seen("mailer", "1.0.0", "m1")).at("PT3M", old).known();

    assertThat(Overlaps.of(known.components().values(), after("PT3M"), known.policy()))
        .extracting(Overlap::from)
        .containsExactly(after("PT0S"));
  }

  @Test
  void versions_seen_one_after_the_other_do_not_overlap() {
    EnvironmentFacts known =
        new Facts()
            .at("PT0S", seen("checkout", "2.3.1", "c1"))
            .at("PT10M", seen("checkout", "2.4.0", "c2"))
            .known();

    assertThat(Overlaps.of(known.components().values(), after("PT10M"), known.policy())).isEmpty();
  }

  private static Iterable<String> announced(Facts facts) {
    return facts.known().component("checkout").orElseThrow().announced().keySet();
  }
}
