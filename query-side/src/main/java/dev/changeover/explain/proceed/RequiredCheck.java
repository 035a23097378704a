package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.util.Optional;

/**
 * A test run that the policy requires, since the last step.
 *
 * @param result the latest since the last step; empty: none
 * @param passed whether it says that all is well
 * @param mustHaveData whether a missing result is UNSAFE
 */
public record RequiredCheck(
    String check, Optional<CitedFact> result, boolean passed, boolean mustHaveData)
    implements ProceedSubject {
  @Override
  public String name() {
    return "required check " + check;
  }
}
