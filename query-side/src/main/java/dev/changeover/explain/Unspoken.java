package dev.changeover.explain;

/** A subject of a question that no rule had anything to say of. */
public record Unspoken(Question question, Subject subject) implements Subject {
  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public boolean mustBeProved() {
    return false;
  }
}
