package dev.changeover.projection.environment.coexistence;

import dev.changeover.event.CoexistenceEvent.Compatibility;
import dev.changeover.projection.environment.component.Overlap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two versions that were seen side by side, against what was declared and proved of them.
 *
 * @param declarations that speak of these two versions, whatever they say; empty: none does
 * @param verification null: they were never tried together
 */
public record ObservedPair(
    Overlap overlap, List<Declaration> declarations, @Nullable PairVerification verification) {

  /** Declared ALLOWED by at least one declaration whose window is open at the instant. */
  public boolean allowedAt(Instant instant) {
    return inForce(Compatibility.ALLOWED, instant).findAny().isPresent();
  }

  /** Declared FORBIDDEN by at least one declaration that is in force at the instant. */
  public boolean forbiddenAt(Instant instant) {
    return inForce(Compatibility.FORBIDDEN, instant).findAny().isPresent();
  }

  /** When the last window in which they were allowed ends; empty: never declared, or no end. */
  public Optional<Instant> windowEnd() {
    List<Declaration> allowed =
        declarations.stream().filter(each -> each.verdict() == Compatibility.ALLOWED).toList();
    boolean endless = allowed.stream().anyMatch(each -> each.endsAt(overlap.from()) == null);
    return endless
        ? Optional.empty()
        : allowed.stream()
            .flatMap(each -> Optional.ofNullable(each.endsAt(overlap.from())).stream())
            .max(Instant::compareTo);
  }

  /** Still side by side, or perhaps so, after every window in which they were allowed. */
  public boolean overdueAt(Instant instant) {
    return overlap.possiblyLive() && windowEnd().filter(end -> !instant.isBefore(end)).isPresent();
  }

  private Stream<Declaration> inForce(Compatibility verdict, Instant instant) {
    return declarations.stream()
        .filter(each -> each.verdict() == verdict)
        .filter(each -> each.inForceAt(instant, overlap.from()));
  }
}
