package dev.changeover.explain.environment;

import dev.changeover.event.PathEvent.PathUsed;
import dev.changeover.event.Recorded;
import dev.changeover.event.VersionRange;
import dev.changeover.projection.environment.dependant.PathFacts;
import java.util.List;
import java.util.Map;

/** Who called a path and may call it again. Probes are no callers. */
public record CallersLeft(EnvironmentAt at, PathFacts path) {

  /** The latest use by each caller that is no probe, by name; an unnamed one is the empty text. */
  public List<Map.Entry<String, Recorded<PathUsed>>> real() {
    return path.callers().entrySet().stream().filter(each -> !isProbe(each.getKey())).toList();
  }

  /** Those of them of which it is not known that they are gone. */
  public List<Map.Entry<String, Recorded<PathUsed>>> mayComeBack() {
    return real().stream().filter(each -> !isGone(each.getKey())).toList();
  }

  public boolean isProbe(String caller) {
    return at.facts().probes().stream().anyMatch(each -> each.event().probe().equals(caller));
  }

  /** A caller of which it is known that none of its versions that need the path is there. */
  private boolean isGone(String caller) {
    Map<String, VersionRange> needed = path.neededBy();
    VersionRange range = needed == null ? null : needed.get(caller);
    if (range != null) {
      return at.isSeen(caller)
          && at.possiblyLive(caller).stream()
              .noneMatch(each -> each.version() == null || range.mayInclude(each.version()));
    }
    return versionIsGone(caller);
  }

  /** A caller that names its version, as {@code checkout 2.3.1} or {@code checkout@2.3.1}. */
  private boolean versionIsGone(String caller) {
    int split = Math.max(caller.lastIndexOf(' '), caller.lastIndexOf('@'));
    if (split < 1) {
      return false;
    }
    String component = caller.substring(0, split);
    String version = caller.substring(split + 1);
    return at.isSeen(component)
        && at.possiblyLive(component).stream()
            .noneMatch(each -> each.version() == null || version.equals(each.version()));
  }
}
