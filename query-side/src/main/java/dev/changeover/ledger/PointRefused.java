package dev.changeover.ledger;

/** No answer can be given for the position or instant that was asked for. */
public final class PointRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  public PointRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Stable code of the refusal. */
  public Reason reason() {
    return reason;
  }

  /** Why there is no answer. */
  public enum Reason {
    /** The position is beyond the head of the log. */
    POSITION_BEYOND_HEAD,
    /** The position is below 0. */
    POSITION_NEGATIVE,
    /** The instant lies ahead of the clock and no position says what is to be known by then. */
    INSTANT_AHEAD
  }
}
