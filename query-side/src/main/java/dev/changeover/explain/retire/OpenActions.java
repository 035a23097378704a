package dev.changeover.explain.retire;

import dev.changeover.event.ActionRef;
import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.Harm;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Actions that have not ended and that began on the version or were last seen on it.
 *
 * @param pinned them
 * @param untold open actions that touched the component and do not tell at which version
 * @param anyoneThere whether an instance of the version is live, or perhaps so
 * @param readAt what shows that the list is complete: the position the actions were read at
 */
public record OpenActions(
    ComponentVersion version,
    List<Pinned> pinned,
    List<Pinned> untold,
    boolean anyoneThere,
    CitedFact readAt)
    implements RetireSubject {

  private static final int NAMED = 5;

  /** One of them. */
  public record Pinned(ActionRef action, Instant began, CitedFact fact) {}

  @Override
  public String name() {
    return "open actions on " + version;
  }

  /** The first few by id, the oldest first, and how many more there are. */
  public static String named(List<Pinned> some) {
    String first =
        some.stream()
            .sorted(Comparator.comparing(Pinned::began).thenComparing(Pinned::action))
            .limit(NAMED)
            .map(each -> each.action().toString())
            .collect(Collectors.joining(", "));
    return some.size() <= NAMED ? first : first + " and " + (some.size() - NAMED) + " more";
  }

  /** Them as what would be harmed. */
  public Harm harm() {
    return new Harm(
        Harm.Kind.ACTION,
        pinned.size(),
        pinned.stream().map(each -> each.action().toString()).toList());
  }

  public List<CitedFact> facts() {
    return pinned.stream().map(Pinned::fact).toList();
  }
}
