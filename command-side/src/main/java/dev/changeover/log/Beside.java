package dev.changeover.log;

import java.util.List;

/**
 * What is recorded together with the facts of a sender: all of it is committed or nothing is.
 *
 * @param facts appended with theirs
 * @param alongside written with them
 */
public record Beside(List<NewFact> facts, Alongside alongside) {
  public static final Beside NOTHING = new Beside(List.of(), Alongside.NOTHING);

  public Beside {
    facts = List.copyOf(facts);
  }
}
