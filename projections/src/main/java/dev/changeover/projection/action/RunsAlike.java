package dev.changeover.projection.action;

import java.time.Instant;
import java.util.stream.Stream;

/**
 * Runs that need not be told apart: of one type, touched by the same versions, over in the same way
 * or not at all, and begun and ended between the same moments of those that matter.
 *
 * @param one stands for all of them; its first position is the lowest
 * @param count how many they are
 * @param newestPosition the highest first position of them
 * @param lastSeenAt when the last of them began, was taken up, or ended
 * @param timed whether it is known how long each took; only of one
 */
public record RunsAlike(
    ActionRun one, long count, long newestPosition, Instant lastSeenAt, boolean timed) {

  /** One run by itself. */
  public static RunsAlike of(ActionRun run) {
    return new RunsAlike(run, 1, run.firstPosition(), lastSeen(run), true);
  }

  RunsAlike untimed() {
    return new RunsAlike(one, count, newestPosition, lastSeenAt, false);
  }

  private static Instant lastSeen(ActionRun run) {
    return Stream.concat(
            run.end().map(ActionRun.End::at).stream(),
            Stream.concat(run.lastBegunAt().stream(), Stream.of(run.beganAt())))
        .max(Instant::compareTo)
        .orElseThrow();
  }
}
