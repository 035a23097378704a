package dev.changeover.projection.rebuild;

/** What a rebuild is at. */
public enum Stage {
  /** Folds the log beside the live rows. */
  FOLDING,
  /** Has caught up, and compares its rows with the live ones. */
  COMPARING,
  /** Waits for a moment in which nobody reads, to put its rows in the place of the live ones. */
  SWITCHING,
  /** Done. */
  SWITCHED
}
