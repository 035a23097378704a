package dev.changeover.explain.proceed;

import dev.changeover.event.Outcome;
import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * A probe of the plan, as it ran last since the last step that it comes after; or another one that
 * failed since then.
 *
 * @param outcome of its latest run
 * @param missed versions and queues that it should have gone through and did not tell of
 */
public record SyntheticFlow(String probe, Outcome outcome, List<String> missed, CitedFact fact)
    implements ProceedSubject {
  @Override
  public String name() {
    return "probe " + probe;
  }
}
