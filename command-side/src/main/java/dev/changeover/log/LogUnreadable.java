package dev.changeover.log;

/** The log could not be read: the database does not answer, or the log is damaged. */
public final class LogUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogUnreadable(String message) {
    super(message);
  }

  LogUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
