package dev.changeover.ingest.otlp;

import java.sql.SQLException;

/** The database did not answer. Nothing was acknowledged; sending again is right. */
final class MemoryUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MemoryUnavailable(SQLException cause) {
    super("the memory of spans is unavailable: " + cause.getMessage(), cause);
  }
}
