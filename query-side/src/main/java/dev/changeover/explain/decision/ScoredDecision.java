package dev.changeover.explain.decision;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import dev.changeover.event.Recorded;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision with what became of it.
 *
 * @param outcome one or two sentences: what followed
 * @param positions of the decision and of what followed, ascending
 */
public record ScoredDecision(
    Recorded<DecisionRecorded> decision, Score score, String outcome, List<Long> positions) {

  /** With the facts that the score rests on. */
  static ScoredDecision of(
      Recorded<DecisionRecorded> decision,
      Score score,
      String outcome,
      @Nullable Recorded<?>... evidence) {
    return new ScoredDecision(
        decision,
        score,
        outcome,
        Stream.concat(Stream.of(decision), Arrays.stream(evidence))
            .filter(Objects::nonNull)
            .map(Recorded::position)
            .distinct()
            .sorted()
            .toList());
  }

  /** Whether to go ahead was decided; words of other sources count by what they mean. */
  static boolean isGo(DecisionRecorded decision) {
    return switch (decision.choice().toUpperCase(Locale.ROOT)) {
      case "GO", "APPROVED" -> true;
      default -> false;
    };
  }

  /** Whether a fact took effect at or after the decision. */
  static boolean follows(Recorded<DecisionRecorded> decision, @Nullable Recorded<?> fact) {
    return fact != null && !fact.effectiveAt().isBefore(decision.effectiveAt());
  }
}
