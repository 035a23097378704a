package dev.changeover.decision;

/**
 * Why nothing was recorded.
 *
 * @param message what is wrong, with the value
 * @param pointer JSON pointer to the place in the variables of the mutation, e.g. {@code
 *     /input/effect}
 * @param remedy what to do, in the imperative
 */
record UserError(Code code, String message, String pointer, String remedy) {

  /** Stable codes. */
  enum Code {
    /** A value does not have the form that it must have. */
    MALFORMED,
    /** The token is bound to other environments. */
    ENVIRONMENT_NOT_ALLOWED,
    /** The key stands for something else that was recorded before. */
    IDEMPOTENCY_KEY_REUSED,
    /** No fact tells of the action. */
    ACTION_UNKNOWN,
    /** The action has no effect of this name. */
    EFFECT_UNKNOWN,
    /** There is no plan to approve. */
    RELEASE_NOT_PLANNED,
    /** Who asked for a release does not approve it. */
    APPROVAL_BY_REQUESTER,
    /** Nothing can be read under the permalink. */
    VERDICT_UNKNOWN,
    /** The verdict is another one than was named, or about something else. */
    VERDICT_DIFFERS,
    /** It goes against the verdict and does not say so. */
    OVERRIDE_NOT_NAMED,
    /** It says that it goes against a verdict and does not. */
    NOTHING_TO_OVERRIDE,
    /** The log cannot take it now. */
    LOG_UNAVAILABLE
  }
}
