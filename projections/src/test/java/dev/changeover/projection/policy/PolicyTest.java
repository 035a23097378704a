package dev.changeover.projection.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.changeover.event.EventId;
import dev.changeover.event.PolicyEvent.PolicyDeclared;
import dev.changeover.event.Recorded;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {

  @Test
  void without_a_declaration_the_defaults_hold() {
    assertThat(Policy.DEFAULT.version()).isEqualTo("default");
    assertThat(Policy.DEFAULT.sampleFloor()).isEqualTo(30);
    assertThat(Policy.DEFAULT.goneAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(Policy.DEFAULT.longestBusinessCycle()).isEqualTo(Duration.ofDays(35));
    assertThat(Policy.DEFAULT.faults()).isEmpty();
  }

  @Test
  void a_declaration_is_named_by_its_place_in_the_log() {
    Policy policy = declared(Map.of("bake", "PT2H", "requiredMetrics", "order, refund"));

    assertThat(policy.version()).isEqualTo("production@41");
    assertThat(policy.bake()).isEqualTo(Duration.ofHours(2));
    assertThat(policy.requiredMetrics()).containsExactly("order", "refund");
    assertThat(policy.sampleFloor()).isEqualTo(30);
  }

  @Test
  void a_value_that_cannot_be_read_is_named_and_the_default_holds() {
    Policy policy = declared(Map.of("bake", "soon", "sampleFloor", "0", "colour", "red"));

    assertThat(policy.bake()).isEqualTo(Duration.ofHours(1));
    assertThat(policy.faults())
        .containsExactly(
            "policy value sampleFloor '0' is not a whole number from 1; 30 holds",
            "policy value bake 'soon' is not an ISO 8601 duration such as PT5M; PT1H holds",
            "policy value colour is not known; it has no effect");
  }

  @Test
  void a_silence_beyond_what_is_read_cannot_be_declared() {
    Policy policy = declared(Map.of("goneAfter", "P8D"));

    assertThat(policy.goneAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(policy.faults())
        .containsExactly(
            "policy value goneAfter 'P8D' is not an ISO 8601 duration, longer than nothing and at"
                + " most 7 days; PT1H holds");
  }

  @Test
  void a_value_that_makes_its_rule_blind_cannot_be_declared() {
    Policy policy =
        declared(
            Map.of("longestBusinessCycle", "PT0S", "queueMaxAge", "PT0S", "marginPoints", "100"));

    assertThat(policy.longestBusinessCycle()).isEqualTo(Duration.ofDays(35));
    assertThat(policy.queueMaxAge()).isEqualTo(Duration.ofMinutes(5));
    assertThat(policy.marginPoints()).isEqualTo(2);
    assertThat(policy.faults()).hasSize(3);
  }

  @Test
  void a_wait_or_a_margin_may_be_nothing() {
    Policy policy =
        declared(Map.of("bake", "PT0S", "grace", "PT0S", "keyMargin", "PT0S", "lateAfter", "PT0S"));

    assertThat(policy.bake()).isZero();
    assertThat(policy.grace()).isZero();
    assertThat(policy.faults()).isEmpty();
  }

  @Test
  void a_fault_in_a_value_for_one_component_is_named_with_it() {
    assertThat(declared(Map.of("checkout/bake", "soon")).faults())
        .containsExactly(
            "policy value checkout/bake 'soon' is not an ISO 8601 duration such as PT5M; PT1H"
                + " holds");
  }

  @Test
  void a_component_may_differ_from_its_environment() {
    Policy policy = declared(Map.of("bake", "PT2H", "checkout/bake", "PT3H"));

    assertThat(policy.of("checkout").bake()).isEqualTo(Duration.ofHours(3));
    assertThat(policy.of("mailer").bake()).isEqualTo(Duration.ofHours(2));
    assertThat(policy.faults()).isEmpty();
  }

  @Test
  void a_call_may_be_in_flight_for_twice_its_timeout_but_at_least_a_quarter_of_an_hour() {
    assertThat(Policy.DEFAULT.inFlightBound(null)).isEqualTo(Duration.ofMinutes(15));
    assertThat(Policy.DEFAULT.inFlightBound(Duration.ofMinutes(10)))
        .isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void a_length_that_cannot_be_meant_does_not_overflow() {
    assertThat(Policy.DEFAULT.inFlightBound(Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo(Duration.ofDays(36_500));
    assertThat(Policy.multiple(3, Duration.ofSeconds(-5))).isEqualTo(Duration.ZERO);
  }

  @Test
  void every_value_has_its_line_in_the_documentation() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "policy.md"));
    List<String> derived = List.of("version", "faults", "declared");

    assertThat(Policy.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .filteredOn(name -> !derived.contains(name))
        .allSatisfy(name -> assertThat(page).contains("\n| `" + name + "` |"));
  }

  private static Policy declared(Map<String, String> values) {
    Instant moment = Instant.parse("2026-11-20T14:00:00Z");
    return Policy.of(
        new Recorded<>(
            41,
            new EventId("/test", "p"),
            "production",
            "policy",
            moment,
            moment,
            new PolicyDeclared(values)));
  }
}
