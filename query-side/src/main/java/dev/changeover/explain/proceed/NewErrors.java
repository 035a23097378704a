package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * Failures that came with a new version.
 *
 * @param errors ways to fail that no other version showed before
 * @param deadLetters queues of it whose dead letters have grown since the step
 * @param watched what tells that failures would be seen; empty: nothing does
 */
public record NewErrors(
    ComponentVersion version,
    List<CitedFact> errors,
    List<CitedFact> deadLetters,
    long deadCount,
    List<CitedFact> watched)
    implements ProceedSubject {
  @Override
  public String name() {
    return "new failures of " + version;
  }

  /** Completion and fleet speak where nothing failed and nothing tells that it would be seen. */
  @Override
  public boolean mustBeProved() {
    return false;
  }
}
