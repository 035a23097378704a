package dev.changeover.explain.retire;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.FirstFew;
import dev.changeover.explain.Harm;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Actions that have not ended and that began on the version or were last seen on it.
 *
 * @param pinned them; the oldest where there are many
 * @param pinnedCount how many they are
 * @param untold open actions that touched the component and do not tell at which version; the
 *     oldest where there are many
 * @param untoldCount how many those are
 * @param unplaced open actions that may run on a component that nobody named
 * @param anyoneThere whether an instance of the version is live, or perhaps so
 * @param readAt what shows that the list is complete: the position the actions were read at
 */
public record OpenActions(
    ComponentVersion version,
    List<Pinned> pinned,
    long pinnedCount,
    List<Pinned> untold,
    long untoldCount,
    List<Pinned> unplaced,
    boolean anyoneThere,
    CitedFact readAt)
    implements RetireSubject {

  /** One of them. */
  public record Pinned(ActionRef action, Instant began, CitedFact fact) {}

  @Override
  public String name() {
    return "open actions on " + version;
  }

  /** Those that need the version: the first few by id and how many more there are. */
  public String named() {
    return named(pinned, pinnedCount);
  }

  /** The same of those that do not tell a version. */
  public String namedUntold() {
    return named(untold, untoldCount);
  }

  /** The same of those that do not tell a component. */
  public String namedUnplaced() {
    return named(unplaced, unplaced.size());
  }

  private static String named(List<Pinned> some, long count) {
    return some.isEmpty()
        ? count + " by count"
        : FirstFew.of(
            some.stream()
                .sorted(Comparator.comparing(Pinned::began).thenComparing(Pinned::action))
                .map(each -> each.action().toString())
                .toList(),
            count);
  }

  /** Them as what would be harmed. */
  public Harm harm() {
    return new Harm(
        Harm.Kind.ACTION,
        pinnedCount,
        pinned.stream().map(each -> each.action().toString()).toList());
  }

  public List<CitedFact> facts() {
    return facts(pinned);
  }

  public List<CitedFact> factsUntold() {
    return facts(untold);
  }

  public List<CitedFact> factsUnplaced() {
    return facts(unplaced);
  }

  /** Where none of them was read, that they were counted. */
  private List<CitedFact> facts(List<Pinned> some) {
    return some.isEmpty() ? List.of(readAt) : some.stream().map(Pinned::fact).toList();
  }
}
