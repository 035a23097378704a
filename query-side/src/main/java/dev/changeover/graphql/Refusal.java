package dev.changeover.graphql;

import dev.changeover.reach.Reach;

/** A question that cannot be answered as it was put. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Code code;

  public Refusal(Code code, String message) {
    super(message);
    this.code = code;
  }

  /**
   * Refuses a caller who does not reach the environment.
   *
   * @throws Refusal with its name
   */
  public static void unlessReached(String environment) {
    if (!Reach.ofCaller().includes(environment)) {
      throw new Refusal(
          Code.ENVIRONMENT_NOT_ALLOWED,
          "this token does not reach environment '" + environment + "'");
    }
  }

  public Code code() {
    return code;
  }

  /** Stable codes, as clients see them. */
  public enum Code {
    /** A cursor that no page of this list gave. */
    CURSOR_UNKNOWN,
    /** A page that is too long or too short. */
    PAGE_LENGTH,
    /** A subject that names nothing, or several things. */
    SUBJECT_UNCLEAR,
    /** Several environments have it. */
    ENVIRONMENT_AMBIGUOUS,
    /** The caller's token does not reach the environment. */
    ENVIRONMENT_NOT_ALLOWED,
    /** The caller, or the server, has too many already. */
    TOO_MANY_SUBSCRIPTIONS,
    /** No environment has it. */
    NOT_FOUND
  }
}
