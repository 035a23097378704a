package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.util.List;
import java.util.Optional;

/**
 * A version that the release brings.
 *
 * @param name component and version
 * @param marks by which it was called FAULTY or REVOKED
 * @param unavailable what it needs and is known not to be there
 * @param tooFew a fresh count by which fewer instances of it are ready than are needed, once it was
 *     brought; empty: not that anybody knows
 */
public record BroughtVersion(
    String name, List<CitedFact> marks, List<CitedFact> unavailable, Optional<CitedFact> tooFew)
    implements ProceedSubject {

  /** It may be good without anybody saying so; that it works is proved by what runs on it. */
  @Override
  public boolean mustBeProved() {
    return false;
  }
}
