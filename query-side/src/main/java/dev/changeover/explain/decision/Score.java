package dev.changeover.explain.decision;

/** What became of a decision. */
public enum Score {
  /** To go ahead was decided, and nothing that is known shows that anybody did. */
  NOT_DONE,
  /** It is under way, or was done so recently that it does not show yet. */
  TOO_EARLY,
  /** It was done, or left, and nothing bad that is known followed. */
  WENT_WELL,
  /** It was done, or left, and what it should not have done followed. */
  WENT_WRONG,
  /** It was done, and what would show how it went is not known. */
  CANNOT_TELL
}
