package dev.changeover.explain.proceed;

import dev.changeover.projection.completion.Completion;
import dev.changeover.projection.policy.Policy;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.inference.FisherExactTest;

/** Compares the completion of two sets of actions. */
final class Comparison {
  private Comparison() {}

  /** Fisher's exact test, two-sided; 1 where one of the sets is empty, or both are alike. */
  static double pValue(Completion baseline, Completion current) {
    int[][] table = {
      {(int) baseline.completed(), (int) (baseline.judged() - baseline.completed())},
      {(int) current.completed(), (int) (current.judged() - current.completed())}
    };
    boolean degenerate =
        baseline.judged() == 0
            || current.judged() == 0
            || table[0][0] + table[1][0] == 0
            || table[0][1] + table[1][1] == 0;
    return degenerate ? 1 : FisherExactTest.withDefaults().test(table).getPValue();
  }

  /** Whether the new share is further below the old one than the margin. */
  static boolean isBelowMargin(Completion baseline, Completion current, Policy policy) {
    return current.completed() < leastCompleted(baseline, current.judged(), policy);
  }

  /**
   * The chance that so many actions would have shown a drop of completion by the points that the
   * policy names: that fewer of them complete than the margin allows. The share before is taken as
   * known.
   */
  static double power(Completion baseline, Completion current, Policy policy) {
    if (baseline.judged() == 0 || current.judged() == 0) {
      return 0;
    }
    double dropped = Math.max(0, baseline.rate() - policy.detectableDropPoints() / 100);
    int least = leastCompleted(baseline, current.judged(), policy);
    return least == 0
        ? 0
        : BinomialDistribution.of((int) current.judged(), dropped).cumulativeProbability(least - 1);
  }

  /** The fewest of so many that must complete to be within the margin. */
  private static int leastCompleted(Completion baseline, long judged, Policy policy) {
    double share = Math.max(0, baseline.rate() - policy.marginPoints() / 100);
    return (int) Math.ceil(share * judged - 1e-9);
  }
}
