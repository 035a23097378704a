package dev.changeover.explain.rollback;

import dev.changeover.projection.action.RecentRun;
import java.util.List;

/**
 * How often actions failed.
 *
 * @param ended how many ended and were not called off
 * @param newest position of the first fact of the newest of them; -1: none
 */
record FailureRate(long ended, long failed, long newest) {
  /** Two-sided, at five in a hundred. */
  private static final double SIGNIFICANT = 1.96;

  static FailureRate of(List<RecentRun> runs) {
    List<RecentRun> judged = runs.stream().filter(RecentRun::isJudged).toList();
    return new FailureRate(
        judged.size(),
        judged.stream().filter(RecentRun::failed).count(),
        judged.stream().mapToLong(RecentRun::firstPosition).max().orElse(-1));
  }

  /** From 0 to 1; 0 where none ended. */
  double rate() {
    return ended == 0 ? 0 : (double) failed / ended;
  }

  /** Whether the difference to the other is more than chance would make, by the pooled z test. */
  boolean differsFrom(FailureRate other) {
    double pooled = (double) (failed + other.failed) / (ended + other.ended);
    double deviation = Math.sqrt(pooled * (1 - pooled) * (1.0 / ended + 1.0 / other.ended));
    return deviation > 0 && Math.abs(rate() - other.rate()) / deviation > SIGNIFICANT;
  }

  @Override
  public String toString() {
    return "%d of %d".formatted(failed, ended);
  }
}
