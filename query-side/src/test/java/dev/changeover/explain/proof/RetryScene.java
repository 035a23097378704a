package dev.changeover.explain.proof;

import dev.changeover.event.ActionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the parts of one world of retries share.
 *
 * @param truth what really happens
 * @param underway what goes on by itself
 * @param reports what is told of it
 */
record RetryScene(
    Dice dice,
    RetryHabits habits,
    WorldClock clock,
    Fleet fleet,
    ActionTruth truth,
    Underway underway,
    ActionReports reports) {
  static final ActionRef REF = new ActionRef("order", "4711");
  static final String KEY = "customer/42";
  static final Instant START = Instant.parse("2026-11-20T14:00:00Z");

  /** How far two clocks may be apart. */
  static final Duration CLOCKS = Duration.ofMinutes(1);

  /** Who runs the next try; empty: nobody of the version that an engine keeps the action to. */
  Optional<Fleet.Worker> worker() {
    String pinned = truth.pinnedTo;
    return pinned == null
        ? Optional.of(fleet.any(clock.now()))
        : fleet.alive(clock.now()).stream().filter(each -> each.version.equals(pinned)).findFirst();
  }

  void began(ActionTruth.Try self) {
    truth.tries.add(self);
    if (habits.keepsDefinition) {
      truth.pinnedTo = self.version;
    }
  }
}
