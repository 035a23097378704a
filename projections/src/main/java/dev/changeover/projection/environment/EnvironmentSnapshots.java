package dev.changeover.projection.environment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshots that were read last, a few of each of the environments that were asked about last.
 * Keeping them is sound: a snapshot is of a position and a revision, and those do not change. Which
 * revision holds, whoever uses one learns from the statement that reads what came after it.
 */
final class EnvironmentSnapshots {
  private static final int ENVIRONMENTS = 64;
  private static final int OF_EACH = 4;

  /**
   * How long one is of use.
   *
   * @param renewedAfter after so many positions without a change one is taken for one of the later
   *     position
   * @param furthest over more positions, reading what changed may cost more than reading all
   */
  record Reach(long renewedAfter, long furthest) {
    static final Reach USUAL = new Reach(1_000, 20_000);
  }

  private final Reach reach;

  private final Map<String, List<EnvironmentSnapshot>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<EnvironmentSnapshot>> eldest) {
          return size() > ENVIRONMENTS;
        }
      };

  EnvironmentSnapshots(Reach reach) {
    this.reach = reach;
  }

  /** The latest that a position can be read from. */
  synchronized Optional<EnvironmentSnapshot> before(
      String environment, long position, Instant instant) {
    return kept.getOrDefault(environment, List.of()).stream()
        .filter(each -> each.position() <= position)
        .filter(each -> position - each.position() <= reach.furthest())
        .filter(each -> each.reaches(instant))
        .max((one, other) -> Long.compare(one.position(), other.position()));
  }

  /** Whether a snapshot that nothing has changed since is taken for one of this later position. */
  boolean isToBeRenewed(EnvironmentSnapshot snapshot, long position) {
    return position - snapshot.position() > reach.renewedAfter();
  }

  /** States in the largest that is kept of an environment. */
  synchronized int size(String environment) {
    return kept.getOrDefault(environment, List.of()).stream()
        .mapToInt(EnvironmentSnapshot::size)
        .max()
        .orElse(0);
  }

  /** Keeps one; those of another revision are of no more use. */
  synchronized void keep(String environment, EnvironmentSnapshot snapshot) {
    List<EnvironmentSnapshot> all = new ArrayList<>();
    all.add(snapshot);
    kept.getOrDefault(environment, List.of()).stream()
        .filter(each -> each.revision() == snapshot.revision())
        .filter(each -> each.position() != snapshot.position())
        .limit(OF_EACH - 1L)
        .forEach(all::add);
    kept.put(environment, List.copyOf(all));
  }
}
