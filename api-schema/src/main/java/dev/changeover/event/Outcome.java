package dev.changeover.event;

/** How a pair verification, probe, rehearsal, phase or rollback ended. */
public enum Outcome {
  SUCCEEDED,
  FAILED
}
