package dev.changeover.log;

/** A fact of the log that this version of the code cannot read. */
public final class UnreadableFact extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long position;

  UnreadableFact(long position, String storedType, Throwable cause) {
    super(
        "event %d of type %s cannot be read: %s; add the type or the older form to EventCatalog"
            .formatted(position, storedType, cause.getMessage()),
        cause);
    this.position = position;
  }

  /** Where it is in the log. */
  public long position() {
    return position;
  }
}
