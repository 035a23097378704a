package dev.changeover.explain.proceed;

import dev.changeover.explain.CitedFact;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A type of action that must go on completing, on one of the changed versions.
 *
 * @param exposure what of the release such actions can have met so far
 * @param health the comparison; present where they have met something
 * @param floor ended actions that a comparison needs
 * @param untilEnough about how long until there are enough; empty: cannot be told
 * @param mustHaveData whether a missing count is UNSAFE
 */
public record KeyAction(
    String type,
    Exposure exposure,
    Optional<CompletionHealth> health,
    int floor,
    Optional<Duration> untilEnough,
    boolean mustHaveData,
    List<CitedFact> facts)
    implements ProceedSubject {

  /** What of the release actions can have met. */
  public enum Exposure {
    /** No step has changed anything yet. */
    NOTHING_CHANGED,
    /** Something has changed, and no action tells of having met it or what was before. */
    NOT_TOLD,
    /** Actions tell of versions. */
    COMPARED
  }

  @Override
  public String name() {
    return "completion of " + health.map(CompletionHealth::label).orElse(type);
  }

  /** Whether the comparison says so. */
  public boolean is(CompletionHealth.Standing standing) {
    return health.filter(each -> each.standing() == standing).isPresent();
  }
}
