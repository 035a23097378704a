package dev.changeover.decision;

import dev.changeover.event.ActionRef;
import java.util.List;
import java.util.Optional;

/**
 * What is known at the head of the log, as far as mutations are checked against it. Another module
 * answers, which this one does not know.
 */
public interface Known {

  /**
   * The verdict under a permalink, made anew; empty: nothing can be read there.
   *
   * @param permalink as the verdict gave it
   */
  Optional<SeenVerdict> verdict(String permalink);

  /** Names of the effects of an action; empty: no fact tells of the action. */
  Optional<List<String>> effects(String environment, ActionRef action);

  /** Who asked for a planned release, the empty text where nobody says; empty: there is no plan. */
  Optional<String> requesterOf(String environment, String release);

  /**
   * As much of a verdict as a decision is held against.
   *
   * @param digest SHA-256 of its bytes, lowercase hex
   * @param question e.g. RETRY
   * @param subject e.g. {@code order/4711}
   * @param answer SAFE, SAFE_IF, UNSAFE or UNKNOWN
   */
  record SeenVerdict(
      String digest, String question, String environment, String subject, String answer) {}
}
