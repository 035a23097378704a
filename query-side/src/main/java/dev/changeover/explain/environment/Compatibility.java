package dev.changeover.explain.environment;

import dev.changeover.event.ComponentVersion;
import dev.changeover.explain.CitedFact;
import dev.changeover.explain.MissingFact;
import java.util.Optional;

/**
 * What is known of two exact versions side by side. Symmetric.
 *
 * @param verified the latest verification of exactly these two, where it succeeded
 * @param broken the latest verification where it failed, else a declaration that forbids the pair
 */
public record Compatibility(
    ComponentVersion one,
    ComponentVersion other,
    Optional<CitedFact> verified,
    Optional<CitedFact> broken) {

  public boolean knownBad() {
    return broken.isPresent();
  }

  /** A declaration that forbids the pair outweighs a verification that succeeded. */
  public boolean proved() {
    return verified.isPresent() && broken.isEmpty();
  }

  /** The verification that would settle it. */
  public MissingFact verificationWanted() {
    return new MissingFact(
        "verification of %s with %s".formatted(one, other),
        toString(),
        "Run %s beside %s and send pair.verified.".formatted(one, other),
        MissingFact.Kind.VERIFICATION);
  }

  @Override
  public String toString() {
    return one + " beside " + other;
  }
}
