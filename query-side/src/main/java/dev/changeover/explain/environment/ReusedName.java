package dev.changeover.explain.environment;

import dev.changeover.explain.Subject;

/** A name, judged by who knows it by an older meaning, whatever the question is about. */
public interface ReusedName extends Subject {
  NameMeaning meaning();

  @Override
  default String name() {
    return "meaning of " + meaning().what();
  }
}
