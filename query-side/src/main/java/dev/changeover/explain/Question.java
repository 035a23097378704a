package dev.changeover.explain;

/** The four questions. */
public enum Question {
  RETRY,
  ROLLBACK,
  PROCEED,
  RETIRE
}
