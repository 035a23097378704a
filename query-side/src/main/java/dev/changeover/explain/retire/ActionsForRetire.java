package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import java.time.Instant;

/** Where the actions that a version has to do with are read from. */
@FunctionalInterface
public interface ActionsForRetire {

  /**
   * The actions of a version as of a position. More of them than are asked for do no harm.
   *
   * @param endedSince those that ended are wanted where they were seen since then
   * @param begunSince those that began a try on any version since then are wanted
   */
  ActionsOfVersion read(
      String environment,
      ComponentVersion version,
      Instant endedSince,
      Instant begunSince,
      long position);
}
