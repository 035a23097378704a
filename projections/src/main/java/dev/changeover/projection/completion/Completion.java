package dev.changeover.projection.completion;

import dev.changeover.event.ActionEvent.ActionOutcome;
import dev.changeover.projection.action.ActionRun;
import dev.changeover.projection.action.RunsAlike;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What became of a set of actions.
 *
 * @param started all of them, but for those that were cancelled
 * @param completed those that ended well
 * @param failed those that failed or were undone
 * @param stuck those that are open for longer than such an action may take
 * @param cancelled those that were called off, which count neither as begun nor as ended
 * @param timed of so many of the completed ones, the newest, it is known how long they took
 * @param p50 half of the timed ones took at most so long; empty: none is timed
 * @param p95 the same for 95 of 100
 * @param firstPosition of the first fact of the earliest of them; -1: there is none
 * @param lastPosition of the first fact of the latest of them; -1: there is none
 */
public record Completion(
    long started,
    long completed,
    long failed,
    long stuck,
    long cancelled,
    long timed,
    Optional<Duration> p50,
    Optional<Duration> p95,
    long firstPosition,
    long lastPosition) {

  /**
   * Counts runs.
   *
   * @param within how long such an action may take
   */
  public static Completion of(Collection<RunsAlike> runs, Instant instant, Duration within) {
    List<RunsAlike> counted =
        runs.stream().filter(each -> !ended(each.one(), ActionOutcome.CANCELLED)).toList();
    List<Duration> took =
        counted.stream()
            .filter(each -> each.timed() && each.one().hasCompleted())
            .flatMap(each -> each.one().took().stream())
            .sorted()
            .toList();
    return new Completion(
        count(counted, _ -> true),
        count(counted, ActionRun::hasCompleted),
        count(
            counted,
            each -> ended(each, ActionOutcome.FAILED) || ended(each, ActionOutcome.COMPENSATED)),
        count(counted, each -> !each.isOver() && each.beganAt().plus(within).isBefore(instant)),
        count(runs, _ -> true) - count(counted, _ -> true),
        took.size(),
        quantile(took, 0.5),
        quantile(took, 0.95),
        counted.stream().mapToLong(each -> each.one().firstPosition()).min().orElse(-1),
        counted.stream().mapToLong(RunsAlike::newestPosition).max().orElse(-1));
  }

  private static long count(Collection<RunsAlike> runs, Predicate<ActionRun> wanted) {
    return runs.stream().filter(each -> wanted.test(each.one())).mapToLong(RunsAlike::count).sum();
  }

  private static boolean ended(ActionRun run, ActionOutcome outcome) {
    return run.isOver() && run.end().filter(end -> end.outcome() == outcome).isPresent();
  }

  /** The exact quantile between the two nearest, as PostgreSQL's {@code percentile_cont}. */
  private static Optional<Duration> quantile(List<Duration> sorted, double share) {
    if (sorted.isEmpty()) {
      return Optional.empty();
    }
    double rank = share * (sorted.size() - 1);
    Duration lower = sorted.get((int) Math.floor(rank));
    Duration upper = sorted.get((int) Math.ceil(rank));
    double between = rank - Math.floor(rank);
    return Optional.of(lower.plusMillis(Math.round(upper.minus(lower).toMillis() * between)));
  }

  /** Those whose fate is known: completed, failed or stuck. */
  public long judged() {
    return completed + failed + stuck;
  }

  /** The same, where those that were called off count as not completed. */
  public Completion withCancelled() {
    return new Completion(
        started + cancelled,
        completed,
        failed + cancelled,
        stuck,
        0,
        timed,
        p50,
        p95,
        firstPosition,
        lastPosition);
  }

  /** The same, without those of which nobody told an end. */
  public Completion withoutStuck() {
    return new Completion(
        started - stuck,
        completed,
        failed,
        0,
        cancelled,
        timed,
        p50,
        p95,
        firstPosition,
        lastPosition);
  }

  /** Whether anything was told of how they end: without, open is all that they can be. */
  public boolean tellsEnds() {
    return completed + failed > 0;
  }

  /** Share of the judged that completed, 0 to 1; 0 where none is judged. */
  public double rate() {
    return judged() == 0 ? 0 : (double) completed / judged();
  }

  /** Begun, and neither over nor old enough to count as stuck. */
  public long pending() {
    return started - judged();
  }
}
