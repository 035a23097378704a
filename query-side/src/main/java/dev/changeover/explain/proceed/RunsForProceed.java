package dev.changeover.explain.proceed;

import dev.changeover.projection.action.RunReader;
import dev.changeover.projection.action.RunsKnown;

/** Where runs of actions are read from. */
@FunctionalInterface
public interface RunsForProceed {

  /** All runs that are wanted, as of a position; the boundary is where the release began. */
  RunsKnown read(String environment, RunReader.Wanted wanted, long position);
}
