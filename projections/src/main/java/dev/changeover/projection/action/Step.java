package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.StepDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A part of an action: declared, tried, or both.
 *
 * @param declared what is declared of it; empty: nothing
 * @param attempts in order of time; empty: not yet tried
 * @param effects declared, told and implied; empty where it is not tried and declares none, or is
 *     of a class that has none and told of none
 */
public record Step(
    String name,
    Optional<StepDeclaration> declared,
    StepClass stepClass,
    List<Attempt> attempts,
    List<Effect> effects) {

  public boolean attempted() {
    return !attempts.isEmpty();
  }

  /** Whether a try at it succeeded and none was begun after that. */
  public boolean succeeded() {
    return attempted() && attempts.getLast().succeeded();
  }

  /** The step that it undoes. */
  public Optional<String> compensates() {
    return attempts.stream().flatMap(each -> each.compensates().stream()).findFirst();
  }

  /** The longest time that a try may take, as declared. */
  public Optional<Duration> timeout() {
    return declared.flatMap(each -> Optional.ofNullable(each.timeout()));
  }
}
