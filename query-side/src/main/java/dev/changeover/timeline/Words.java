package dev.changeover.timeline;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of sentences. What a source did not tell is left out, never invented. */
final class Words {
  private Words() {}

  /** {@code " in payments 5.1.0"}, or as much of it as is known. */
  static String in(@Nullable String component, @Nullable String version) {
    return component == null ? "" : " in " + named(component, version);
  }

  /** {@code "payments 5.1.0"}. */
  static String named(String component, @Nullable String version) {
    return version == null ? component : component + " " + version;
  }

  /** The text behind its introduction, or nothing. */
  static String with(String introduction, @Nullable Object value) {
    return value == null ? "" : introduction + value;
  }

  /** {@code ": the reason"}, or nothing. */
  static String because(@Nullable String reason) {
    return with(": ", reason);
  }

  /** {@code "1 message"}, {@code "4 messages"}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** {@code "a, b"}; {@code otherwise} where there are none. */
  static String list(Collection<?> values, String otherwise) {
    return values.isEmpty()
        ? otherwise
        : values.stream().map(Objects::toString).sorted().collect(Collectors.joining(", "));
  }

  /** {@code "3 of order-placed/2, 1 of order-placed/3"}. */
  static String counts(Map<?, Long> byName) {
    return byName.entrySet().stream()
        .map(each -> each.getValue() + " of " + each.getKey())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** {@code "10 s"}, {@code "4 min"}, {@code "3 h 20 min"}: a length for people. */
  static String length(Duration length) {
    if (length.compareTo(Duration.ofMinutes(2)) < 0) {
      return length.toSeconds() + " s";
    }
    if (length.compareTo(Duration.ofHours(2)) < 0) {
      return length.toMinutes() + " min";
    }
    return length.toHours()
        + " h"
        + (length.toMinutesPart() == 0 ? "" : " " + length.toMinutesPart() + " min");
  }

  /** An enum as words: {@code TIMED_OUT} reads {@code timed out}. */
  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
