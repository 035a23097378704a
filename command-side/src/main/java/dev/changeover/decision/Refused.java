package dev.changeover.decision;

/** Leaves the making of a fact where it is refused; becomes a {@link UserError}. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient UserError error;

  Refused(UserError.Code code, String pointer, String message, String remedy) {
    super(message, null, false, false);
    this.error = new UserError(code, message, pointer, remedy);
  }

  UserError error() {
    return error;
  }
}
