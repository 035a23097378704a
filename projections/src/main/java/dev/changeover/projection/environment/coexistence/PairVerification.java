package dev.changeover.projection.environment.coexistence;

import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.projection.join.Join;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;

/**
 * What is proved of two exact versions side by side, in whichever order they were named.
 *
 * @param lower the side that sorts first
 * @param byVerifier the latest result of each that tried; the source where it gave no name
 */
public record PairVerification(
    ComponentVersion lower,
    ComponentVersion upper,
    SortedMap<String, Recorded<PairVerified>> byVerifier) {

  /** Nothing known yet. */
  public static PairVerification none(ComponentVersion one, ComponentVersion other) {
    boolean inOrder = one.compareTo(other) <= 0;
    return new PairVerification(inOrder ? one : other, inOrder ? other : one, Join.none());
  }

  public PairVerification verified(Recorded<PairVerified> fact) {
    String by = fact.event().by();
    String verifier = by == null ? fact.id().source() : by;
    return new PairVerification(lower, upper, Join.latest(byVerifier, verifier, fact));
  }

  /** When it was last tried. */
  public Instant lastTold() {
    return Collections.max(byVerifier.values(), Recorded.BY_TIME).effectiveAt();
  }

  /** FAILED where the latest result of anyone is: a disagreement is not a pass. */
  public Outcome outcome() {
    return deciding().event().outcome();
  }

  /** The fact behind {@link #outcome}: the latest failure, else the latest pass. */
  public Recorded<PairVerified> deciding() {
    return byVerifier.values().stream()
        .filter(fact -> fact.event().outcome() == Outcome.FAILED)
        .max(Recorded.BY_TIME)
        .orElseGet(() -> Collections.max(byVerifier.values(), Recorded.BY_TIME));
  }
}
