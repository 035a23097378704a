package dev.changeover.explain.rollback;

import dev.changeover.explain.RuleId;
import java.util.List;
import java.util.Optional;

/**
 * An order of steps back in which no intermediate state is known to break, or why there is none.
 *
 * @param steps in order; empty: nothing would change, or no order exists
 * @param verified whether every intermediate state was verified, not only not forbidden
 * @param because what the order rests on, or what stands in the way
 * @param forbiddenBy the rule that leaves no order; empty: there is one
 */
public record RollbackPath(
    List<Step> steps, boolean verified, String because, Optional<RuleId> forbiddenBy) {

  /**
   * One component goes back.
   *
   * @param from its versions that would go, for people
   */
  public record Step(String component, String from, String to) {}

  public boolean exists() {
    return forbiddenBy.isEmpty();
  }
}
