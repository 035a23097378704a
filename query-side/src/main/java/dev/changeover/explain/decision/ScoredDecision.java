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

  /** What was decided, as the words of whoever told it are understood. */
  enum Course {
    GO,
    NO_GO,
    /** None of the words that are known: what was decided cannot be compared with what came. */
    NOT_UNDERSTOOD
  }

  /** What was decided; words of other sources count by what they mean. */
  static Course course(DecisionRecorded decision) {
    String word = decision.choice().strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    return switch (word) {
      case "GO", "GO_AHEAD", "YES", "APPROVE", "APPROVED", "ACCEPT", "ACCEPTED" -> Course.GO;
      case "PROCEED", "RETRY", "ROLLBACK", "ROLL_BACK", "RETIRE" ->
          word.replace("_", "").equals(decision.question().replace("_", ""))
              ? Course.GO
              : Course.NOT_UNDERSTOOD;
      case "NO_GO", "NOGO", "NO", "REJECT", "REJECTED", "DENY", "DENIED", "WAIT", "HOLD", "STOP" ->
          Course.NO_GO;
      default -> Course.NOT_UNDERSTOOD;
    };
  }

  static ScoredDecision notUnderstood(Recorded<DecisionRecorded> decision) {
    return of(
        decision,
        Score.CANNOT_TELL,
        "`%s` is neither GO nor NO_GO, so what came of it cannot be told."
            .formatted(decision.event().choice()));
  }

  /** Whether a fact took effect at or after the decision. */
  static boolean follows(Recorded<DecisionRecorded> decision, @Nullable Recorded<?> fact) {
    return fact != null && !fact.effectiveAt().isBefore(decision.effectiveAt());
  }
}
