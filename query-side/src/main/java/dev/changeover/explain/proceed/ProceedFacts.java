package dev.changeover.explain.proceed;

import dev.changeover.explain.Asked;
import dev.changeover.projection.action.RunsKnown;
import dev.changeover.projection.environment.EnvironmentFacts;

/**
 * All that a verdict on the next step is made from.
 *
 * @param release id of the release
 * @param runs of the key types of action, from before the release and since
 */
public record ProceedFacts(
    String release, EnvironmentFacts environment, RunsKnown runs, Asked asked) {

  /** The release within its environment. */
  public String subject() {
    return environment.environment() + "/" + release;
  }
}
