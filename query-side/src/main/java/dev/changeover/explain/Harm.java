package dev.changeover.explain;

import java.util.List;

/**
 * What would be harmed.
 *
 * @param count how many in all
 * @param ids some or all of them, in a stable order
 */
public record Harm(Kind kind, long count, List<String> ids) {

  /** What kinds of things a wrong step harms. */
  public enum Kind {
    ACTION,
    MESSAGE,
    ROW,
    CLIENT,
    CALLBACK,
    SCHEDULE
  }
}
