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
 * @param doubt a declaration that forbids ranges of versions that cannot be compared with these
 */
public record Compatibility(
    ComponentVersion one,
    ComponentVersion other,
    Optional<CitedFact> verified,
    Optional<CitedFact> broken,
    Optional<CitedFact> doubt) {

  public boolean knownBad() {
    return broken.isPresent();
  }

  /** A declaration that forbids the pair, or perhaps does, outweighs a verification. */
  public boolean proved() {
    return verified.isPresent() && broken.isEmpty() && doubt.isEmpty();
  }

  /** Why it is not proved, as a main clause. */
  public String whyUnproved() {
    return doubt
        .map(each -> "%s may be forbidden: %s".formatted(this, each.value()))
        .orElseGet(() -> this + " was never verified");
  }

  /** What would settle it: a verification, or a clear word where a declaration is in doubt. */
  public MissingFact proofWanted() {
    return doubt.isPresent()
        ? new MissingFact(
            "whether %s is forbidden".formatted(this),
            toString(),
            "Declare the pair with these very versions, or withdraw the range that cannot be compared with them.",
            MissingFact.Kind.LOOKUP)
        : verificationWanted();
  }

  private MissingFact verificationWanted() {
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
