package dev.changeover.ingest.otlp.meaning;

/** What a span is to its action. */
public enum Role {
  ACCEPT,
  STEP,
  EFFECT,
  PUBLISH,
  CONSUME,
  FINISH,
  /** Nothing, although it would be something by default. */
  IGNORE
}
