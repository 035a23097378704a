package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ActionRef;
import dev.changeover.explain.Asked;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.policy.Policy;
import java.util.Optional;

/**
 * All that a retry is judged from.
 *
 * @param at the action at the instant asked, in its environment as of the position asked
 * @param environmentKnownTo the last position that what is known of the environment takes in
 * @param fromStep the step that the retry is to start at; empty: where it stopped
 */
public record RetryFacts(
    Asked asked, ActionAt at, long environmentKnownTo, Optional<String> fromStep) {

  public Action action() {
    return at.action();
  }

  public ActionRef ref() {
    return at.action().ref();
  }

  public EnvironmentFacts environment() {
    return at.environment();
  }

  public Policy policy() {
    return at.environment().policy();
  }

  /** Which definition an engine redrives actions of its type on; empty: not told. */
  public Optional<Redrive> redrive() {
    return action().declared().flatMap(declared -> Optional.ofNullable(declared.event().redrive()));
  }

  /** The same question with another start. */
  public RetryFacts from(String step) {
    return new RetryFacts(asked, at, environmentKnownTo, Optional.of(step));
  }
}
