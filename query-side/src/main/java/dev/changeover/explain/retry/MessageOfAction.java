package dev.changeover.explain.retry;

import dev.changeover.event.Recorded;
import dev.changeover.projection.action.Acceptance;
import dev.changeover.projection.action.ActionMessage;
import java.util.List;
import java.util.stream.Stream;

/** A message of the action that still waits, or that a step which runs again would take. */
public record MessageOfAction(RetryFacts facts, ActionMessage message) implements RetrySubject {

  @Override
  public String name() {
    return message.name();
  }

  @Override
  public boolean mustBeProved() {
    return false;
  }

  public Acceptance acceptance() {
    return facts.at().acceptanceOf(message);
  }

  /** Its form as people say it. */
  public String form() {
    return message.form().map(Object::toString).orElse("a message of a form not told");
  }

  public List<Recorded<?>> told() {
    return Stream.<Recorded<?>>concat(message.published().stream(), message.consumed().stream())
        .toList();
  }
}
