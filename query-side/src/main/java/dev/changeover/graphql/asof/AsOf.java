package dev.changeover.graphql.asof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The input {@code AsOf}: either part may be left out. */
public record AsOf(@Nullable Long position, @Nullable Instant instant) {

  /** The head of the log, now. */
  public static final AsOf NOW = new AsOf(null, null);
}
