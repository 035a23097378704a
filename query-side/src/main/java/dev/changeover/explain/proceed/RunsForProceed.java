package dev.changeover.explain.proceed;

import dev.changeover.projection.action.RunsKnown;
import java.time.Instant;
import java.util.Collection;

/** Where runs of actions are read from. */
@FunctionalInterface
public interface RunsForProceed {

  /**
   * The newest runs of these types on each side of a boundary in the log, as of a position.
   *
   * @param since runs that began before it are left out
   * @param boundary the position where the release began
   */
  RunsKnown read(
      String environment, Collection<String> types, Instant since, long boundary, long position);
}
