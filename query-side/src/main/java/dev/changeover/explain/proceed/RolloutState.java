package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * The rollout as a whole.
 *
 * @param failed steps of it that failed, and what else ended it
 * @param confounding what else goes on that would hide or mimic an effect of the step
 * @param seen that the list is complete up to the position
 */
public record RolloutState(
    String name, List<CitedFact> failed, List<CitedFact> confounding, List<CitedFact> seen)
    implements ProceedSubject {}
