package dev.changeover.projection.timeline;

/** What an entry of a timeline is about. Stored by name; names are never changed. */
public enum TimelineKind {
  RELEASE,
  MIGRATION,
  VERSION,
  WORKER,
  QUEUE,
  ACTION,
  INCIDENT,
  EVIDENCE,
  DECISION,
  POLICY,
  /** Schedules, callbacks, caches, flags, compatibility paths, clients. */
  DEPENDANT,
  OTHER
}
