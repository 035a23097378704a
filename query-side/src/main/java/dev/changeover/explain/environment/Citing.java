package dev.changeover.explain.environment;

import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Cites facts with their age at the instant asked. */
public record Citing(Instant asked) {

  /** A fact that does not age. */
  public CitedFact fact(String name, String value, Recorded<?> event) {
    return CitedFact.of(name, value, event, asked);
  }

  public CitedFact fact(String name, String value, Recorded<?> event, @Nullable Duration maxAge) {
    return CitedFact.of(name, value, event, asked, maxAge);
  }
}
