package dev.changeover.explain.rollback;

import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Cites facts with their age at the instant asked. */
record Citing(Instant asked) {

  /** A fact that does not age. */
  CitedFact fact(String name, String value, Recorded<?> event) {
    return CitedFact.of(name, value, event, asked);
  }

  CitedFact fact(String name, String value, Recorded<?> event, @Nullable Duration maxAge) {
    return CitedFact.of(name, value, event, asked, maxAge);
  }
}
