package dev.changeover.explain.retire;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import java.util.List;

/**
 * Whether the version is what a rollback would go back to.
 *
 * @param target what shows that it is; empty: nothing does
 * @param others what proves another version as a target; empty: nothing does
 * @param readAt what shows that nothing was passed over: the position the environment was read at
 */
public record WayBack(
    ComponentVersion version, List<CitedFact> target, List<CitedFact> others, CitedFact readAt)
    implements RetireSubject {

  @Override
  public String name() {
    return "way back over " + version;
  }
}
