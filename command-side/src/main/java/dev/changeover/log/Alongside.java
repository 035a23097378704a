package dev.changeover.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is written in the transaction that appends facts: both are committed or neither is. It runs
 * while the head of the log is held, so it comes before or after everything else that is appended,
 * never beside it; it has to be short.
 */
@FunctionalInterface
public interface Alongside {
  /** Nothing is written. */
  Alongside NOTHING = _ -> true;

  /**
   * Writes. May run again where the transaction had to be repeated.
   *
   * @param open inside the transaction; neither commit it nor roll it back
   * @return false: the facts must not be appended, and nothing was written here
   */
  boolean write(Connection open) throws SQLException;
}
