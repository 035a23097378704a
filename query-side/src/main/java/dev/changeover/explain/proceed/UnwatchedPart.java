package dev.changeover.explain.proceed;

import dev.changeover.event.ComponentKind;
import dev.changeover.explain.MissingFact;
import java.util.Locale;

/** A planned part that has no heartbeat of its own, and of which nobody told anything. */
public record UnwatchedPart(String component, ComponentKind kind) implements ProceedSubject {
  @Override
  public String name() {
    return "%s %s".formatted(kind.name().toLowerCase(Locale.ROOT), component);
  }

  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "version of " + component,
        name(),
        "Send component.observed of %s with its version.".formatted(component),
        MissingFact.Kind.DECLARATION);
  }
}
