package dev.changeover.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {

  @ParameterizedTest
  @CsvSource({
    "2.4.0, 2.4.0",
    "build-77, build-77",
    ">=2.4.0, 2.5.0",
    ">=2.4.0, v2.5.0",
    "2.x, 2.5.0",
    "2.X.X, 2.5.0",
    "X, 2.5.0",
    "*, 2.5.0",
    "1.0.0 - 3.0.0, 2.5.0",
    "<2.0.0 || ^2.4, 2.5.0",
    ">= 2.4.0 <3, 2.5.0"
  })
  void means_what_it_names_and_what_lies_within(String range, String version) {
    assertThat(VersionRange.of(range).includes(version)).isTrue();
    assertThat(VersionRange.of(range).mayInclude(version)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2.4.0, 2.4.1",
    "build-77, build-78",
    "1.0, 1.1.0",
    "v2.4.0, 2.5.0",
    ">=2.4.0, 2.3.9",
    "<2.0.0, 2.5.0-rc.1",
    ">=2.4.0, 2.4.0-rc.1",
    "2.x, 3.0.0"
  })
  void does_not_mean_what_lies_outside(String range, String version) {
    assertThat(VersionRange.of(range).includes(version)).isFalse();
    assertThat(VersionRange.of(range).mayInclude(version)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    ">=2.4.0, build-77",
    ">=2.4.0, sha256:9f86d081",
    ">=2.4.0, 2.5",
    ">=2.4.0, 2.5.0-rc.1",
    "<2.5.0, 2.5.0-rc.1",
    "'[2.4.0,3.0.0)', 3.0.0",
    "'(,3.0.0)', 2.5.0",
    "'>=2.4.0, <3.0.0', 1.0.0",
    "!=2.5.0, 2.4.0",
    "≥2.4.0, 2.5.0",
    "2.4.+, 2.5.0",
    "'2.4.0,2.5.0', 2.5.0",
    "2.4.0;2.5.0, 2.5.0",
    "2.5, 2.5.0",
    "2, 2.5.0",
    "v2.5.0, 2.5.0",
    "2.5.0, 2.5.0+b7",
    ">=latest, 2.5.0"
  })
  void may_mean_what_cannot_be_compared(String range, String version) {
    assertThat(VersionRange.of(range).includes(version)).isFalse();
    assertThat(VersionRange.of(range).mayInclude(version)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2.3.1", "2.5.0"})
  void one_alternative_is_enough(String version) {
    assertThat(new VersionRange(List.of("2.3.1", ">=2.5.0")).includes(version)).isTrue();
  }
}
