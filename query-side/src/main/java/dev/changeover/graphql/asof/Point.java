package dev.changeover.graphql.asof;

import dev.changeover.explain.Asked;
import java.time.Instant;

/**
 * What an answer is pinned to.
 *
 * @param readModels the read models have taken in the facts up to and including this position
 */
public record Point(Asked asked, long readModels) {

  public long position() {
    return asked.position();
  }

  public Instant instant() {
    return asked.instant();
  }

  /** Up to where the read models can be asked: a verdict that is asked for more says so. */
  public long known() {
    return Math.min(asked.position(), readModels);
  }

  /** How many facts the read models are behind what is asked. */
  public long lag() {
    return asked.position() - known();
  }
}
