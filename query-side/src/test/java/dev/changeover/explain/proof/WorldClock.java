package dev.changeover.explain.proof;

import java.time.Instant;

/** The true time of a world. */
final class WorldClock {
  private Instant now;

  WorldClock(Instant start) {
    now = start;
  }

  Instant now() {
    return now;
  }

  void later(int seconds) {
    now = now.plusSeconds(seconds);
  }

  void set(Instant moment) {
    now = moment;
  }
}
