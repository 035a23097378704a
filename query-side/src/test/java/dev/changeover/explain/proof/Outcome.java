package dev.changeover.explain.proof;

/** What becomes of a call, a try or a step. */
enum Outcome {
  DONE,
  STOPPED,

  /** An engine tries again. */
  AGAIN
}
