package dev.changeover.explain.difference;

/** What made a finding differ. */
public enum Cause {
  /** Facts that were recorded between the two verdicts. */
  EVENTS,
  /** Time alone: with what was known before, it would be so at the later moment too. */
  TIME
}
