package dev.changeover.projection.environment.coexistence;

import static dev.changeover.projection.environment.Facts.after;
import static dev.changeover.projection.environment.Facts.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.CoexistenceEvent.CoexistenceDeclared;
import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.CoexistenceEvent.Side;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.VersionRange;
import dev.changeover.projection.environment.Facts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservedPairTest {
  private final Facts facts =
      new Facts().at("PT0S", seen("checkout", "2.4.0", "c1"), seen("mailer", "1.0.0", "m1"));

  @Test
  void a_pair_that_nobody_declared_has_no_window() {
    ObservedPair pair = pair("PT1M");

    assertThat(pair.allowedAt(after("PT1M"))).isFalse();
    assertThat(pair.overdueAt(after("PT1M"))).isFalse();
    assertThat(pair.overlap().live()).isTrue();
  }

  @Test
  void a_pair_is_overdue_once_its_window_has_closed_while_both_are_there() {
    facts.at("PT0S", allowed(after("PT1M")));

    assertThat(pair("PT30S").allowedAt(after("PT30S"))).isTrue();
    assertThat(pair("PT30S").overdueAt(after("PT30S"))).isFalse();
    assertThat(pair("PT1M").allowedAt(after("PT1M"))).isFalse();
    assertThat(pair("PT1M").overdueAt(after("PT1M"))).isTrue();
  }

  @Test
  void a_window_in_a_plan_is_counted_from_when_the_pair_is_first_seen() {
    Side a = new Side("checkout", VersionRange.of("2.4.0"));
    Declaration planned =
        new Declaration(a, a, Compatibility.ALLOWED, "PT2H", "r1", facts.list().getFirst());

    assertThat(planned.endsAt(null)).isNull();
    assertThat(planned.endsAt(after("PT5M"))).isEqualTo(after("PT2H5M"));
  }

  @Test
  void a_window_that_cannot_be_read_is_closed() {
    Side a = new Side("checkout", VersionRange.of("2.4.0"));
    Declaration planned =
        new Declaration(a, a, Compatibility.ALLOWED, "soon", "r1", facts.list().getFirst());

    assertThat(planned.inForceAt(after("PT0S"), after("PT0S"))).isFalse();
  }

  @Test
  void verifications_that_disagree_are_not_a_pass() {
    facts
        .at("PT0S", verified("ci", Outcome.FAILED))
        .at("PT1S", verified("on-call", Outcome.SUCCEEDED));
    assertThat(verification().outcome()).isEqualTo(Outcome.FAILED);

    facts.at("PT2S", verified("ci", Outcome.SUCCEEDED));
    assertThat(verification().outcome()).isEqualTo(Outcome.SUCCEEDED);
  }

  private ObservedPair pair(String length) {
    return facts.known().observedPairs(after(length)).getFirst();
  }

  private PairVerification verification() {
    return facts
        .known()
        .coexistence()
        .verification(
            new ComponentVersion("mailer", "1.0.0"), new ComponentVersion("checkout", "2.4.0"))
        .orElseThrow();
  }

  private static CoexistenceDeclared allowed(@Nullable Instant until) {
    return new CoexistenceDeclared(
        new Side("mailer", VersionRange.of("1.0.0")),
        new Side("checkout", VersionRange.of(">=2.4.0")),
        Compatibility.ALLOWED,
        until,
        null);
  }

  private static PairVerified verified(String by, Outcome outcome) {
    return new PairVerified(
        new ComponentVersion("checkout", "2.4.0"),
        new ComponentVersion("mailer", "1.0.0"),
        by,
        outcome);
  }
}
