package dev.changeover.explain.rollback;

import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.coexistence.Declaration;
import dev.changeover.projection.environment.coexistence.PairVerification;
import java.util.Optional;

/** Reads what is known of two exact versions. A declaration that forbids has no window. */
final class CompatibilityReading {
  private CompatibilityReading() {}

  static Compatibility read(Scene scene, ComponentVersion one, ComponentVersion other) {
    Optional<PairVerification> verification =
        scene.environment().coexistence().verification(one, other);
    return new Compatibility(
        one,
        other,
        cited(scene, verification, Outcome.SUCCEEDED),
        cited(scene, verification, Outcome.FAILED).or(() -> forbidden(scene, one, other)));
  }

  private static Optional<CitedFact> cited(
      Scene scene, Optional<PairVerification> verification, Outcome outcome) {
    return verification
        .map(PairVerification::deciding)
        .filter(fact -> fact.event().outcome() == outcome)
        .map(fact -> scene.cite().fact(name(fact), outcome.toString(), fact));
  }

  private static String name(Recorded<PairVerified> fact) {
    return "verification of %s with %s".formatted(fact.event().a(), fact.event().b());
  }

  private static Optional<CitedFact> forbidden(
      Scene scene, ComponentVersion one, ComponentVersion other) {
    return scene.environment().coexistence().declarations(one, other).stream()
        .filter(each -> each.verdict() == CoexistenceEvent.Compatibility.FORBIDDEN)
        .map(Declaration::by)
        .max(Recorded.BY_TIME)
        .map(
            fact ->
                scene
                    .cite()
                    .fact("declaration of %s with %s".formatted(one, other), "FORBIDDEN", fact));
  }
}
