package dev.changeover.explain.rollback;

import dev.changeover.explain.Answer;
import dev.changeover.explain.RuleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do, in order, until going back is safe, and what to do then.
 *
 * @param target what would be gone back to, for people; null: not known
 * @param answer the answer of the verdict as things stand
 * @param steps in order
 * @param path the order in which the components go back
 */
public record RollbackPlan(
    @Nullable String target, Answer answer, List<Step> steps, RollbackPath path) {

  /**
   * One cure, or the change itself.
   *
   * @param order from 1
   * @param text what to do, in the imperative
   * @param check how to see that it is done
   * @param left how many things are still to be done: messages, actions, rows, instances, facts
   * @param rule the rule that asks for it; null: the change itself
   * @param contributes what the verdict answers while it is not done; SAFE for the change itself
   */
  public record Step(
      int order, String text, String check, long left, @Nullable RuleId rule, Answer contributes) {}
}
