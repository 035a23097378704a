package dev.changeover.explain.retire;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import java.time.Instant;
import java.util.List;

/**
 * Actions that have ended and that the version is still asked about, or would have to run again.
 *
 * @param needing them
 * @param readAt what shows that the list is complete: the position the actions were read at
 */
public record ClosedActions(
    ComponentVersion version, Instant asked, List<Needing> needing, CitedFact readAt)
    implements RetireSubject {

  /**
   * One of them.
   *
   * @param why e.g. {@code was asked for after its end}
   * @param until when nobody asks for it any more
   */
  public record Needing(ActionRef action, String why, Instant until, CitedFact fact) {}

  @Override
  public String name() {
    return "closed actions of " + version;
  }
}
