package dev.changeover.ops.postgres;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** PostgreSQL cannot be started, stopped or trusted; the message names the place and the remedy. */
public final class PostgresFailed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  PostgresFailed(String message) {
    super(message);
  }

  PostgresFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
