package dev.changeover.projection.environment.release;

/** Where a release stands, derived from its facts. */
public enum ReleaseState {
  /** Planned, not started. */
  PLANNED,
  /** Started; nothing of it under way at the moment. */
  RESTING,
  /** A step of it is under way. */
  RUNNING,
  /** A rollback of it is under way. */
  ROLLING_BACK,
  /** The whole release was rolled back after all else that happened to it. */
  ROLLED_BACK,
  ABORTED,
  FINISHED
}
