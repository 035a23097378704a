package dev.changeover.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which facts are asked for.
 *
 * @param environment {@code -} for facts that belong to no environment
 * @param from recorded at or after; null: from the beginning
 * @param to recorded before; null: up to the position
 * @param position facts up to and including this position; null: the head of the log
 */
public record ExportRequest(
    String environment,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long position,
    ExportFormat format) {

  /** Stands for the environment of facts that have none. */
  public static final String NO_ENVIRONMENT = "-";

  @Nullable String environmentOrNone() {
    return environment.equals(NO_ENVIRONMENT) ? null : environment;
  }
}
