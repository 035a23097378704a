package dev.changeover.ledger;

/**
 * Wakes readers when the log has grown or a read model has taken in more of it. Whoever runs the
 * server knows when that is.
 */
@FunctionalInterface
public interface LogWatch {

  /**
   * Has {@code wake} run at each growth, maybe once too often.
   *
   * @param wake short and never blocking
   */
  Watch watch(Runnable wake);

  /** Ended by closing it. */
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
