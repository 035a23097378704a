package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import dev.changeover.projection.completion.Completion;
import dev.changeover.projection.policy.Policy;
import java.util.List;
import java.util.Optional;

/**
 * What became of actions of one type on a new version, against those on the version before.
 *
 * @param actionType e.g. {@code order}
 * @param component the component whose version differs; of a migration, its name
 * @param from the version before, for people; empty: the component is new
 * @param pValue chance of such a difference where there is none: Fisher's exact test, two-sided
 * @param power chance that a drop as large as the policy names would have been seen
 * @param dropPoints how large such a drop is, in percentage points
 * @param belowMargin whether fewer complete, by more than the margin
 * @param moreAreCancelled whether fewer complete, by more than the margin, once those that were
 *     called off count as not completed
 * @param untoldBefore whether fewer complete, by more than the margin, than of those before of
 *     which an end was told: what hangs there may have ended, and nobody heard
 * @param facts the two counts
 */
public record CompletionHealth(
    String actionType,
    String component,
    Optional<String> from,
    String to,
    Completion baseline,
    Completion current,
    double pValue,
    double power,
    double dropPoints,
    boolean belowMargin,
    boolean moreAreCancelled,
    boolean untoldBefore,
    Standing standing,
    List<CitedFact> facts) {

  /** What the comparison says. */
  public enum Standing {
    /** Nothing is known of how actions on the version before ended. */
    NO_BASELINE,
    /** The newest action on the new version is too long ago. */
    STALE,
    /** One of the two has fewer ended actions than a comparison needs. */
    TOO_FEW,
    /** Fewer complete, by more than the margin, and not by chance. */
    WORSE,
    /**
     * Fewer complete, by more than the margin, perhaps by chance; or more are called off; or too
     * few to see a drop.
     */
    INCONCLUSIVE,
    /** As many complete as before. */
    GOOD
  }

  static CompletionHealth of(
      String actionType,
      String component,
      Optional<String> from,
      String to,
      Completion baseline,
      Completion current,
      Policy policy,
      List<CitedFact> facts) {
    double pValue = Comparison.pValue(baseline, current);
    double power = Comparison.power(baseline.withoutStuck(), current, policy);
    return new CompletionHealth(
        actionType,
        component,
        from,
        to,
        baseline,
        current,
        pValue,
        power,
        policy.detectableDropPoints(),
        Comparison.isBelowMargin(baseline, current, policy),
        areMoreCancelled(baseline, current, policy),
        Comparison.isBelowMargin(baseline.withoutStuck(), current, policy),
        standing(baseline, current, pValue, power, policy, facts),
        facts);
  }

  private static Standing standing(
      Completion baseline,
      Completion current,
      double pValue,
      double power,
      Policy policy,
      List<CitedFact> facts) {
    if (!baseline.tellsEnds()) {
      return Standing.NO_BASELINE;
    }
    if (facts.stream().anyMatch(CitedFact::stale)) {
      return Standing.STALE;
    }
    if (Math.min(baseline.withoutStuck().judged(), current.judged()) < policy.sampleFloor()) {
      return Standing.TOO_FEW;
    }
    if (Comparison.isBelowMargin(baseline, current, policy)) {
      return pValue < policy.significance() ? Standing.WORSE : Standing.INCONCLUSIVE;
    }
    boolean doubtful =
        areMoreCancelled(baseline, current, policy)
            || Comparison.isBelowMargin(baseline.withoutStuck(), current, policy);
    return doubtful || power < policy.power() ? Standing.INCONCLUSIVE : Standing.GOOD;
  }

  private static boolean areMoreCancelled(Completion baseline, Completion current, Policy policy) {
    return Comparison.isBelowMargin(baseline.withCancelled(), current.withCancelled(), policy);
  }

  /** E.g. {@code order on checkout 2.4.0}. */
  public String label() {
    return "%s on %s %s".formatted(actionType, component, to);
  }

  /** E.g. {@code order on checkout 2.3.1}. */
  public String labelBefore() {
    return from.map(each -> "%s on %s %s".formatted(actionType, component, each))
        .orElseGet(() -> "%s without %s".formatted(actionType, component));
  }
}
