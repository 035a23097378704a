package dev.changeover.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The log cannot take facts now. Sending again later is right: a fact is stored at most once. */
public final class LogUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Duration retryAfter;

  public LogUnavailable(String message, Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long to wait before sending again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
