package dev.changeover.explain.environment;

import dev.changeover.event.CoexistenceEvent;
import dev.changeover.event.CoexistenceEvent.PairVerified;
import dev.changeover.event.ComponentVersion;
import dev.changeover.event.Outcome;
import dev.changeover.event.Recorded;
import dev.changeover.explain.CitedFact;
import dev.changeover.projection.environment.coexistence.Declaration;
import dev.changeover.projection.environment.coexistence.PairVerification;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what is known of two exact versions. A declaration that forbids has no window. */
public final class CompatibilityReading {
  private CompatibilityReading() {}

  public static Compatibility read(EnvironmentAt at, ComponentVersion one, ComponentVersion other) {
    Optional<PairVerification> verification = at.facts().coexistence().verification(one, other);
    return new Compatibility(
        one,
        other,
        cited(at, verification, Outcome.SUCCEEDED),
        cited(at, verification, Outcome.FAILED).or(() -> forbidden(at, one, other)),
        perhapsForbidden(at, one, other));
  }

  private static Optional<CitedFact> cited(
      EnvironmentAt at, Optional<PairVerification> verification, Outcome outcome) {
    return verification
        .map(PairVerification::deciding)
        .filter(fact -> fact.event().outcome() == outcome)
        .map(fact -> at.cite().fact(name(fact), outcome.toString(), fact));
  }

  private static String name(Recorded<PairVerified> fact) {
    return "verification of %s with %s".formatted(fact.event().a(), fact.event().b());
  }

  private static Optional<CitedFact> forbidden(
      EnvironmentAt at, ComponentVersion one, ComponentVersion other) {
    return latest(at.facts().coexistence().declarations(one, other))
        .map(each -> at.cite().fact(declarationOf(one, other), "FORBIDDEN", each.by()));
  }

  private static Optional<CitedFact> perhapsForbidden(
      EnvironmentAt at, ComponentVersion one, ComponentVersion other) {
    return latest(at.facts().coexistence().perhapsDeclared(one, other))
        .map(
            each ->
                at.cite()
                    .fact(
                        declarationOf(one, other),
                        "FORBIDDEN for %s %s with %s %s, which cannot be compared with them"
                            .formatted(
                                each.a().component(),
                                each.a().versions(),
                                each.b().component(),
                                each.b().versions()),
                        each.by()));
  }

  private static Optional<Declaration> latest(List<Declaration> declarations) {
    return declarations.isEmpty()
        ? Optional.empty()
        : declarations.stream()
            .filter(each -> each.verdict() == CoexistenceEvent.Compatibility.FORBIDDEN)
            .max(Comparator.comparing(Declaration::by, Recorded.BY_TIME));
  }

  private static String declarationOf(ComponentVersion one, ComponentVersion other) {
    return "declaration of %s with %s".formatted(one, other);
  }
}
