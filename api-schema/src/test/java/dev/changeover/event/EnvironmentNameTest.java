package dev.changeover.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"production", "prod-eu.2", "My Shop", "…", "ümläut", "a?b#c"})
  void what_an_address_can_hold_is_a_name(String name) {
    assertThat(EnvironmentName.fault(name)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", " a", ".", "..", "a/b", "prod%2Feu", "a\\b", "a;b", "a\nb", "a\0"})
  void what_no_gate_can_be_asked_about_is_no_name(String name) {
    assertThat(EnvironmentName.fault(name)).isNotNull();
  }

  @Test
  void a_name_has_two_hundred_bytes_at_most() {
    assertThat(EnvironmentName.fault("e".repeat(200))).isNull();
    assertThat(EnvironmentName.fault("e".repeat(201)))
        .isEqualTo("has 201 bytes, at most 200 are taken");
  }
}
