package dev.changeover.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.changeover.plan.ReleasePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The plan that the tests of this package start from. */
final class Plans {
  private static final PlanReader READER = new PlanReader();

  private Plans() {}

  static String text() {
    try (var text = Plans.class.getResourceAsStream("/plans/split-address.yaml")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ReleasePlan read(String text) {
    return READER.read(text.getBytes(UTF_8));
  }

  static ReleasePlan plan() {
    return read(text());
  }

  /** The plan with one thing changed. */
  static ReleasePlan amended() {
    return read(text().replace("PT2H", "PT4H"));
  }
}
