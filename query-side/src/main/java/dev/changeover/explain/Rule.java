package dev.changeover.explain;

import java.util.Optional;

/**
 * One reason why something is or is not safe, named as a true sentence. Pure: it reads its subject
 * and nothing else.
 *
 * @param <S> the kind of subject that it judges, one of a sealed set for each question
 */
public interface Rule<S> {
  RuleId id();

  /** The rule in one sentence, as a person would say it. */
  String title();

  /** Raised when the rule's meaning changes; a verdict names it. */
  default int version() {
    return 1;
  }

  /** The kind of subject that it judges. */
  Class<S> judges();

  /** What it has to say of the subject; empty where it does not apply. */
  Optional<Finding> judge(S subject);
}
