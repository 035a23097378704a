package dev.changeover.event.json;

/**
 * Content that is not of the form its type promises.
 *
 * <p>Carries a JSON pointer (RFC 6901) into the content to the place of the first fault; empty for
 * the whole.
 */
public final class MalformedEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String pointer;
  private final String message;

  public MalformedEvent(String pointer, String message, Throwable cause) {
    super(message, cause);
    this.pointer = pointer;
    this.message = message;
  }

  /** What was expected, in the words of JSON. */
  @Override
  public String getMessage() {
    return message;
  }

  public String pointer() {
    return pointer;
  }
}
