package dev.changeover.explain.retry;

import dev.changeover.event.ActionEvent.ActionTypeDeclared;
import dev.changeover.event.ActionEvent.Redrive;
import dev.changeover.event.ActionRef;
import dev.changeover.event.Recorded;
import dev.changeover.explain.Asked;
import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.ActionAt;
import dev.changeover.projection.environment.EnvironmentFacts;
import dev.changeover.projection.policy.Policy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** What is declared of its type, by all whose word holds for it, the latest last. */
  List<Recorded<ActionTypeDeclared>> declarations() {
    return Stream.concat(
            action().facts().stream()
                .limit(1)
                .flatMap(
                    first -> environment().declared(ref().type(), first.effectiveAt()).stream()),
            action().declared().stream())
        .distinct()
        .toList();
  }

  /** Which definitions engines are declared to redrive actions of its type on; may be none. */
  public Set<Redrive> redrives() {
    return declarations().stream()
        .flatMap(each -> Stream.ofNullable(each.event().redrive()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Redrive.class)));
  }

  /** The same question with another start. */
  public RetryFacts from(String step) {
    return new RetryFacts(asked, at, environmentKnownTo, Optional.of(step));
  }
}
