package dev.changeover.explain.retire;

import dev.changeover.explain.MissingFact;

/**
 * Something that no fact names: it may be gone for long, or written otherwise.
 *
 * @param name what was asked about, for people
 */
public record NeverMentioned(String name) implements RetireSubject {
  @Override
  public MissingFact whatNobodyTold() {
    return new MissingFact(
        "anything about " + name,
        name,
        "Check how %s is written; or let it be declared and observed.".formatted(name),
        MissingFact.Kind.LOOKUP);
  }
}
