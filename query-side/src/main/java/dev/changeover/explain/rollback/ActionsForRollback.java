package dev.changeover.explain.rollback;

import java.util.Map;

/** Where the actions that a rollback has to do with are read from. */
@FunctionalInterface
public interface ActionsForRollback {

  /**
   * All actions that have not ended and have touched one of these components, and recent ones that
   * have run on a target version, as of a position.
   *
   * @param targets component to the version that it would go back to
   * @return with the position that the actions were really known up to, where that is less
   */
  ActionsKnown read(String environment, Map<String, String> targets, long position);
}
