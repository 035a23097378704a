package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * The rollout as a whole.
 *
 * @param failed steps of it that failed, and what else ended it
 * @param goesOn what could be done for it to go on
 * @param confounding what else goes on that would hide or mimic an effect of the step
 * @param seen that the list is complete up to the position
 */
public record RolloutState(
    String name,
    List<CitedFact> failed,
    GoesOn goesOn,
    List<CitedFact> confounding,
    List<CitedFact> seen)
    implements ProceedSubject {

  /** What a release that cannot go on as it stands needs for it. */
  public enum GoesOn {
    /** The step that failed, or what was taken back, is taken again. */
    WHEN_TAKEN_AGAIN,
    /** A rollback of it is under way and has to end. */
    NOT_WHILE_IT_GOES_BACK,
    /** It is over; what is left is for a new release. */
    NEVER
  }
}
