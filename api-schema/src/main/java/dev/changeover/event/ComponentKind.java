package dev.changeover.event;

/** What kind of moving part a component is. */
public enum ComponentKind {
  FRONTEND,
  API,
  WORKER,
  SCHEDULED_JOB,
  SCHEMA,
  CACHE,
  CALLBACK,
  FLAG
}
