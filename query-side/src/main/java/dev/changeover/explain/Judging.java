package dev.changeover.explain;

import java.util.Collection;
import java.util.List;

/**
 * Puts rules to the subjects of a question. Handed to what assembles the subjects, so that subjects
 * know no rules: in the product it is {@code RuleBook::judge}.
 */
@FunctionalInterface
public interface Judging {
  /** What the rules say, the leading finding first. */
  List<Finding> judge(Question question, Collection<? extends Subject> subjects);
}
