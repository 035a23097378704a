package dev.changeover.explain.rollback;

import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.List;
import java.util.Optional;

/**
 * Things of one kind that may need the versions being left.
 *
 * @param component the component that would go back
 * @param leaving the versions being left, for people
 * @param count how many need them; 0: none, as far as the facts tell
 * @param names some of them by name
 * @param facts what tells of them
 * @param untold what is missing, where what was told is not enough; empty: it is
 */
public record DependantOfVersion(
    Kind kind,
    String component,
    String target,
    String leaving,
    long count,
    List<String> names,
    List<CitedFact> facts,
    Optional<MissingFact> untold)
    implements RollbackSubject {

  /** What may need a version. */
  public enum Kind {
    CACHE_ENTRIES("cache entries"),
    SCHEDULES("schedules"),
    CLIENTS("clients"),
    CALLBACKS("callbacks");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    /** For people. */
    public String plural() {
      return plural;
    }
  }

  @Override
  public String name() {
    return kind.plural() + " of " + component;
  }

  /** Their names with the verb, e.g. {@code a, b are}. */
  public String namesAre() {
    return String.join(", ", names) + (count == 1 ? " is" : " are");
  }

  /** Whether the facts are there and young enough to be believed. */
  public boolean isTold() {
    return untold.isEmpty() && facts.stream().noneMatch(CitedFact::stale);
  }
}
