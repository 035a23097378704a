package dev.changeover.explain.retire;

import dev.changeover.projection.action.Action;
import dev.changeover.projection.action.InFlightGroup;
import java.util.List;
import java.util.Optional;

/**
 * The actions that a version has to do with: those that have not ended and have touched its
 * component, those that ended and may need it again, and those that began a try after it was
 * drained.
 *
 * @param position the facts up to and including it are folded into the actions; -1: they are not
 *     known, or there are more than are looked through
 * @param actions in any order, each once; of those that have not ended only the oldest where they
 *     are counted
 * @param counted all that are in flight on the component; empty: few enough, all are read
 */
public record ActionsOfVersion(
    long position, List<Action> actions, Optional<List<InFlightGroup>> counted) {

  /** All of them, read one by one. */
  public ActionsOfVersion(long position, List<Action> actions) {
    this(position, actions, Optional.empty());
  }

  /** For what no action can be pinned to. */
  public static final ActionsOfVersion NONE = new ActionsOfVersion(Long.MAX_VALUE, List.of());
}
