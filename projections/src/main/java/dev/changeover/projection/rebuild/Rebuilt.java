package dev.changeover.projection.rebuild;

/**
 * What a rebuild led to.
 *
 * @param position up to which both were folded when they were compared; -1: the log is empty
 * @param before digest of the live rows, SHA-256, 64 lower-case hex characters
 * @param after digest of the rebuilt rows, which are the live ones now
 * @param lettersBefore facts that the live rows lacked
 * @param lettersAfter facts that the rebuilt rows lack
 */
public record Rebuilt(
    long position, String before, String after, long lettersBefore, long lettersAfter) {

  /** Whether the rebuilt rows are those that were there. */
  public boolean same() {
    return before.equals(after) && lettersBefore == lettersAfter;
  }
}
