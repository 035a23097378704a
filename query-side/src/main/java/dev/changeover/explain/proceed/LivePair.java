package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * Two versions that are live side by side, or will be after the step.
 *
 * @param standing what was declared, planned or proved of the two
 * @param live whether both are there now
 */
public record LivePair(
    ComponentVersion one,
    ComponentVersion other,
    Standing standing,
    boolean live,
    List<CitedFact> facts)
    implements ProceedSubject {

  /** What is known of two versions side by side. */
  public enum Standing {
    /** Declared ALLOWED, inside the window. */
    ALLOWED,
    /** Verified by somebody. */
    VERIFIED,
    /** A version beside a schema that was only added to, and nobody has tried it. */
    ADDITIVE,
    /** Its windows have ended. */
    OVERDUE,
    /** Declared FORBIDDEN, or tried and failed. */
    FORBIDDEN,
    /** A range that is declared FORBIDDEN cannot be compared with the two. */
    PERHAPS_FORBIDDEN,
    /** Nobody said anything. */
    UNDECLARED
  }

  @Override
  public String name() {
    return "pair " + one + " beside " + other;
  }
}
