package dev.changeover.explain.proceed;

import dev.changeover.event.DecisionEvent.DecisionRecorded;
import java.util.stream.Stream;

/** Words by which sources say that a release may go on. */
enum Agreement {
  PROCEED,
  APPROVE,
  APPROVED,
  YES,
  GO,
  ACCEPT,
  ACCEPTED;

  /** Whether a decision says one of them; what else it says is no agreement. */
  static boolean isSaid(DecisionRecorded decision) {
    return Stream.of(values()).anyMatch(each -> each.name().equalsIgnoreCase(decision.choice()));
  }
}
