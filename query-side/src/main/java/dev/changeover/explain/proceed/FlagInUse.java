package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * A flag whose meaning has changed.
 *
 * @param change when it got its present meaning
 * @param knowers instances that may be there and know an older one
 */
public record FlagInUse(
    String flag, String meaning, String before, CitedFact change, List<CitedFact> knowers)
    implements ProceedSubject {
  @Override
  public String name() {
    return "flag " + flag;
  }
}
