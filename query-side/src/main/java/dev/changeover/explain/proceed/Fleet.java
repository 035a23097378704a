package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.util.List;
import java.util.NavigableSet;

/**
 * The instances of a component against the plan.
 *
 * @param expected versions that the plan has there now
 * @param fresh instances heard of lately
 * @param strays of them those at another version, or at none that they tell
 * @param wanted instances of the new version that the plan wants; 0: it does not say
 * @param atTarget fresh instances at the new version
 * @param plan the fact that says what is planned
 */
public record Fleet(
    String component,
    NavigableSet<String> expected,
    List<CitedFact> fresh,
    List<CitedFact> strays,
    int wanted,
    int atTarget,
    CitedFact plan)
    implements ProceedSubject {

  @Override
  public String name() {
    return "instances of " + component;
  }

  /** E.g. {@code 2.3.1 and 2.4.0}. */
  public String expectedVersions() {
    return String.join(" and ", expected);
  }
}
