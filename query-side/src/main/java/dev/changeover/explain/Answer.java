package dev.changeover.explain;

/** What a verdict says, from best to worst; the worst finding wins. */
public enum Answer {
  SAFE,
  SAFE_IF,
  UNKNOWN,
  UNSAFE;

  /** The worse of two answers. */
  public Answer worse(Answer other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
