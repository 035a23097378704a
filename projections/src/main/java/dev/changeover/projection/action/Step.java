package dev.changeover.projection.action;

import dev.changeover.event.ActionEvent.StepDeclaration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** Its tries that undid a step: one step may undo several, each in a try of its own. */
  Stream<Attempt> triesAtUndoing(String step) {
    return attempts.stream()
        .filter(each -> each.compensates().or(this::compensates).filter(step::equals).isPresent());
  }

  /** Whether the last try at undoing each of the steps that it undoes succeeded. */
  public boolean hasUndoneAll() {
    return succeeded()
        && attempts.stream()
            .flatMap(each -> each.compensates().stream())
            .distinct()
            .allMatch(
                step ->
                    triesAtUndoing(step)
                        .reduce((_, later) -> later)
                        .filter(Attempt::succeeded)
                        .isPresent());
  }

  /** Whether anybody told its class: who declared it, or a try. */
  public boolean classIsTold() {
    return declared.map(StepDeclaration::stepClass).isPresent()
        || attempts.stream()
            .flatMap(each -> each.started().stream())
            .anyMatch(start -> start.event().stepClass() != null);
  }

  /** The longest time that a try may take, as declared. */
  public Optional<Duration> timeout() {
    return declared.flatMap(each -> Optional.ofNullable(each.timeout()));
  }
}
