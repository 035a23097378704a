package dev.changeover.explain.retire;

import dev.changeover.explain.environment.NameMeaning;
import dev.changeover.explain.environment.ReusedName;

/** The name of the flag or path that would go. */
public record NameToRetire(NameMeaning meaning) implements RetireSubject, ReusedName {
  @Override
  public String name() {
    return ReusedName.super.name();
  }
}
