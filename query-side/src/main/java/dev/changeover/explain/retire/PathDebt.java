package dev.changeover.explain.retire;

import dev.changeover.explain.CitedFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A path as a debt: who owns it and until when it was to be kept.
 *
 * @param owner empty: nobody
 * @param expires empty: no end was told
 */
public record PathDebt(
    String retired,
    Instant asked,
    Optional<String> owner,
    Optional<Instant> expires,
    List<CitedFact> facts)
    implements RetireSubject {

  @Override
  public String name() {
    return "owner of " + retired;
  }

  @Override
  public boolean mustBeProved() {
    return false;
  }

  public boolean overdue() {
    return expires.filter(end -> !asked.isBefore(end)).isPresent();
  }
}
