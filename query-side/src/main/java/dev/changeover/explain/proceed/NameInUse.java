package dev.changeover.explain.proceed;

import dev.changeover.explain.environment.NameMeaning;
import dev.changeover.explain.environment.ReusedName;

/** A name that was given a second meaning, while the release is under way. */
public record NameInUse(NameMeaning meaning) implements ProceedSubject, ReusedName {
  @Override
  public String name() {
    return ReusedName.super.name();
  }
}
